"""Abbreviations officials type: those of administrative writing and those of messages.

Source of the administrative ones: the usual forms of state and Party documents (Nghị định
30/2020/NĐ-CP Annex III and Hướng dẫn 36-HD/VPTW for kinds of documents; organisations as the
report and the laws abbreviate them). A folded key stands for accented and unaccented typing.
"""

from __future__ import annotations

import re

from index.vietnamese import fold

OFFICIAL: dict[str, str] = {
    "ubnd": "Ủy ban nhân dân",
    "hdnd": "Hội đồng nhân dân",
    "dbqh": "đại biểu Quốc hội",
    "mttq": "Mặt trận Tổ quốc",
    "ubmttq": "Ủy ban Mặt trận Tổ quốc",
    "tthc": "thủ tục hành chính",
    "cchc": "cải cách hành chính",
    "bcd": "ban chỉ đạo",
    "qcdc": "quy chế dân chủ",
    "kntc": "khiếu nại, tố cáo",
    "cbcc": "cán bộ, công chức",
    "cbccvc": "cán bộ, công chức, viên chức",
    "ccvc": "công chức, viên chức",
    "ntm": "nông thôn mới",
    "ttpvhcc": "Trung tâm phục vụ hành chính công",
    "pvhcc": "phục vụ hành chính công",
    "tn&tkq": "tiếp nhận và trả kết quả",
    "vbqppl": "văn bản quy phạm pháp luật",
    "qppl": "quy phạm pháp luật",
    "dvc": "dịch vụ công",
    "dvcq": "dân vận chính quyền",
    "dvk": "dân vận khéo",
    "ttdt": "thông tin điện tử",
    "htx": "hợp tác xã",
    "bdv": "Ban Dân vận",
    "bcsd": "Ban Cán sự đảng",
    "btv": "Ban Thường vụ",
    "bch": "Ban Chấp hành",
    "bhxh": "bảo hiểm xã hội",
    "ktxh": "kinh tế - xã hội",
    "gpmb": "giải phóng mặt bằng",
    "pgd": "Phó Giám đốc",
    "tttt": "thông tin và truyền thông",
    "tw": "Trung ương",
    "tdp": "tổ dân phố",
    "tand": "Tòa án nhân dân",
    "vksnd": "Viện kiểm sát nhân dân",
    "pctn": "phòng, chống tham nhũng",
    "dvhc": "đơn vị hành chính",
    "pct": "Phó Chủ tịch",
    "tnhh": "trách nhiệm hữu hạn",
    "pbxh": "phản biện xã hội",
}

MESSAGES: dict[str, str] = {
    "bn": "bao nhiêu",
    "bnhieu": "bao nhiêu",
    "ko": "không",
    "khg": "không",
    "hok": "không",
    "hong": "không",
    "dc": "được",
    "đc": "được",
    "j": "gì",
    "ntn": "như thế nào",
    "vd": "vấn đề",
    "nd": "nội dung",
    "cq": "cơ quan",
    "gd": "giai đoạn",
    "hs": "hồ sơ",
    "vb": "văn bản",
    "tl": "tỷ lệ",
    "sd": "sử dụng",
    "xd": "xây dựng",
    "cn": "công nghiệp",
    "bq": "bình quân",
    "ng": "người",
    "tp": "thành phố",
    "tt": "thị trấn",
    "kt": "kinh tế",
    "nn": "nông nghiệp",
    "sn": "sáp nhập",
    "kq": "kết quả",
    "hd": "hoạt động",
    "hl": "hiệu lực",
    "kn": "khiếu nại",
    "qd": "quyết định",
    "tcd": "tiếp công dân",
    "kl": "kỷ luật",
    "ts": "tài sản",
    "tc": "tố cáo",
    "cc": "công chức",
    "vc": "viên chức",
    "cty": "công ty",
    "cb": "cán bộ",
    "gs": "giám sát",
    "pl": "pháp luật",
    "ht": "hình thức",
    "bp": "bộ phận",
    "tu": "Tỉnh ủy",
    "vn": "Việt Nam",
    "p": "phường",
    "lh": "liên hiệp",
    "trd": "triệu đồng",
    "t.lap": "thành lập",
}

_WORD = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*")


def defined_abbreviations(texts: list[str]) -> dict[str, str]:
    """Abbreviations that documents define themselves: 'kiến nghị, phản ánh (KNPA)'.

    The letters must be the initials of the words in front, counted backwards."""
    found: dict[str, str] = {}
    for text in texts:
        for match in re.finditer(r"\(([A-ZĐ]{2,8})\)", text):
            letters = match.group(1)
            words = list(_WORD.finditer(text, 0, match.start()))[-len(letters) :]
            if len(words) == len(letters) and all(
                fold(w.group()[0]) == fold(letter) for w, letter in zip(words, letters, strict=True)
            ):
                found.setdefault(letters, text[words[0].start() : words[-1].end()])
    return found
