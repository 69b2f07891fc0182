"""Every Vietnamese sentence of the reading layer: what happened, to which file, what to do."""

from __future__ import annotations


def missing(name: str) -> str:
    return f"Không tìm thấy tệp “{name}”. Hãy kiểm tra lại đường dẫn."


def not_a_file(name: str) -> str:
    return f"“{name}” không phải là một tệp. Hãy chọn từng tệp văn bản hoặc một thư mục."


def no_permission(name: str) -> str:
    return f"Không mở được tệp “{name}” (không có quyền đọc hoặc đang bị khóa). Hãy cấp quyền đọc."


def empty(name: str) -> str:
    return f"Tệp “{name}” rỗng (0 byte). Hãy tải lại hoặc sao chép lại tệp gốc."


def too_large(name: str, megabytes: int, limit: int) -> str:
    return (
        f"Tệp “{name}” quá lớn ({megabytes} MB, giới hạn {limit} MB). "
        "Hãy tách tệp thành nhiều phần nhỏ hơn."
    )


def too_many_pages(name: str, pages: int, limit: int) -> str:
    return (
        f"Tệp “{name}” có {pages} trang (giới hạn {limit} trang). "
        "Hãy tách tệp thành nhiều phần nhỏ hơn."
    )


def too_long(name: str, limit: int) -> str:
    return (
        f"Tệp “{name}” chứa quá nhiều chữ hoặc quá nhiều dòng (giới hạn {limit:,} ký tự). "
        "Hãy tách tệp thành nhiều phần nhỏ hơn."
    ).replace(",", ".")


def unknown_format(name: str) -> str:
    return (
        f"Không nhận ra định dạng của tệp “{name}”. Hãy dùng tệp PDF, DOCX, DOC, HTML, TXT hoặc MD."
    )


def image_file(name: str) -> str:
    return f"Tệp “{name}” là ảnh, chưa đọc được trực tiếp. Hãy lưu ảnh vào tệp PDF rồi thêm lại."


def spreadsheet(name: str) -> str:
    return (
        f"Tệp “{name}” là bảng tính hoặc trình chiếu, không phải văn bản. "
        "Hãy lưu thành PDF hoặc DOCX rồi thêm lại."
    )


def archive(name: str) -> str:
    return f"Tệp “{name}” là tệp nén. Hãy giải nén rồi thêm từng tệp văn bản bên trong."


def encrypted(name: str) -> str:
    return (
        f"Tệp “{name}” được bảo vệ bằng mật khẩu nên không đọc được. "
        "Hãy bỏ mật khẩu (lưu thành bản không khóa) rồi thêm lại."
    )


def damaged(name: str, format_name: str) -> str:
    return (
        f"Tệp {format_name} “{name}” bị hỏng nên không đọc được. Hãy tải lại hoặc lưu lại tệp gốc."
    )


def bomb(name: str) -> str:
    return (
        f"Tệp “{name}” bung ra quá lớn hoặc lồng quá sâu (có thể là tệp độc hại) nên bị từ chối. "
        "Hãy lưu lại văn bản gốc thành tệp mới."
    )


def too_slow(name: str, seconds: int) -> str:
    return (
        f"Đọc tệp “{name}” quá {seconds} giây nên đã dừng. "
        "Hãy tách tệp thành nhiều phần nhỏ hơn hoặc lưu lại tệp gốc."
    )


def no_text(name: str) -> str:
    return f"Tệp “{name}” không có chữ nào đọc được. Hãy kiểm tra lại nội dung tệp gốc."


def scan_needs_ocr(name: str, command: str) -> str:
    return (
        f"Tệp “{name}” là bản quét (ảnh), không có lớp chữ. Để đọc được, hãy cài bộ nhận dạng chữ "
        f"Tesseract tiếng Việt ({command}) rồi thêm lại, hoặc dùng bản Word/PDF gốc."
    )


def ocr_found_nothing(name: str) -> str:
    return (
        f"Bộ nhận dạng chữ không đọc được nội dung bản quét “{name}”. "
        "Hãy quét lại rõ hơn (300 dpi) hoặc dùng bản Word/PDF gốc."
    )


def ocr_too_many_pages(name: str, pages: int, limit: int) -> str:
    return (
        f"Tệp “{name}” có {pages} trang quét cần nhận dạng chữ (giới hạn {limit} trang). "
        "Hãy tách tệp thành nhiều phần nhỏ hơn."
    )


def doc_needs_office(name: str) -> str:
    return (
        f"Tệp “{name}” là Word đời cũ (.doc). Hãy mở bằng Word, lưu thành DOCX rồi thêm lại, "
        "hoặc cài LibreOffice Writer để đọc trực tiếp."
    )


def conversion_failed(name: str) -> str:
    return (
        f"LibreOffice không chuyển được tệp “{name}”. "
        "Hãy mở bằng Word, lưu thành DOCX rồi thêm lại."
    )


def not_phapdien(name: str) -> str:
    return (
        f"Tệp “{name}” không phải là đề mục của Bộ pháp điển. "
        "Hãy dùng tệp HTML trong gói tải về từ phapdien.moj.gov.vn."
    )


def law_not_in_phapdien(name: str, number: str, known: str) -> str:
    return f"Đề mục “{name}” không có văn bản số {number}. Các văn bản có trong đề mục: {known}."


OWN_NUMBER = "số điều của văn bản gốc thay cho số của Bộ pháp điển"

# Reasons of repairs, shown by `danvan documents verify`.
WRONG_CODE_POINT = "sai mã ký tự (ƣ, Ƣ, Ð thay cho ư, Ư, Đ)"
WRONG_TONE = "sai dấu do phông chữ của tệp (Õ thay cho Ò)"
TORN_SYLLABLE = "âm tiết bị tách rời"
LOST_LETTERS = "lớp chữ của tệp mất ký tự, lấy lại bằng nhận dạng chữ"


def legacy_encoding(encoding: str) -> str:
    return f"chuyển từ bảng mã cũ {encoding} sang Unicode"
