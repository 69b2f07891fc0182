"""Questions about the report that an official may ask next, each with the place that answers it.

Only candidates: suggesting.py puts each to the assistant before it is offered.
"""

from __future__ import annotations

REPORT = "bao-cao-114-2020"

FOLLOW_UPS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("A",), "Diện tích đất tự nhiên của tỉnh Bắc Giang là bao nhiêu?"),
    (("A",), "Tỉnh Bắc Giang có bao nhiêu huyện, thành phố?"),
    (("A",), "Đồng bào dân tộc ít người chiếm bao nhiêu phần trăm dân số?"),
    (("A",), "Năm 2019 tổng thu ngân sách đạt bao nhiêu?"),
    (("A",), "Mục tiêu tăng trưởng giai đoạn 2016-2020 là bao nhiêu?"),
    (("B", "I", "1"), "Tháng Dân vận là tháng nào?"),
    (("B", "I", "1"), "Quyết định số 290-QĐ/TW về nội dung gì?"),
    (("B", "I", "2"), "Nghị quyết 110 của Tỉnh ủy ban hành ngày nào?"),
    (("B", "I", "2"), "Chỉ thị số 14-CT/TU ban hành ngày nào?"),
    (("B", "I", "2"), "Kế hoạch số 104/KH-UBND về nội dung gì?"),
    (("B", "I", "3"), "Công tác kiểm tra, giám sát thực hiện Kết luận 114 thế nào?"),
    (("B", "II", "1"), "Bao nhiêu sở, ban, ngành đã phân công cán bộ phụ trách công tác dân vận?"),
    (("B", "II", "2"), "Chỉ thị số 01/CT-UBND ngày 08/01/2020 về việc gì?"),
    (("B", "II", "2"), "Tổ kiểm tra công vụ đã kiểm tra bao nhiêu xã, phường, thị trấn?"),
    (("B", "II", "3"), "Tỷ lệ hồ sơ giải quyết trước và đúng hạn đạt bao nhiêu?"),
    (("B", "II", "4.1"), "Chủ tịch UBND tỉnh tiếp công dân định kỳ vào ngày nào?"),
    (("B", "II", "4.1"), "Năm 2019 toàn tỉnh đã tiếp bao nhiêu lượt người?"),
    (("B", "II", "4.2"), "Tỷ lệ giải quyết khiếu nại thuộc thẩm quyền đạt bao nhiêu?"),
    (("B", "II", "4.2"), "Tỷ lệ giải quyết tố cáo thuộc thẩm quyền đạt bao nhiêu?"),
    (("B", "II", "4.3"), "Tổ công tác đã lập danh sách bao nhiêu vụ việc phức tạp, kéo dài?"),
    (("B", "II", "5"), "Trung tâm phục vụ hành chính công đã tiếp nhận bao nhiêu hồ sơ?"),
    (("B", "II", "5"), "Hệ thống họp trực tuyến có bao nhiêu điểm cầu?"),
    (("B", "II", "5"), "Năm 2020 cắt giảm thời gian giải quyết của bao nhiêu thủ tục hành chính?"),
    (("B", "II", "6"), "Tinh giản biên chế được bao nhiêu người?"),
    (("B", "II", "6"), "Từ năm 2015 đến nay giảm được bao nhiêu thôn, tổ dân phố?"),
    (("B", "II", "6"), "Sau sắp xếp, tỉnh giảm bao nhiêu đơn vị hành chính cấp xã?"),
    (("B", "II", "7"), "Toàn tỉnh đã xây dựng bao nhiêu mô hình Dân vận khéo?"),
    (("B", "III", "1"), "Báo cáo đánh giá ưu điểm gì?"),
    (("B", "III", "2"), "Những hạn chế trong công tác dân vận là gì?"),
    (("B", "III", "3"), "Nguyên nhân của những hạn chế là gì?"),
    (("B", "III", "4"), "Báo cáo rút ra những kinh nghiệm gì?"),
    (("C",), "Nhiệm vụ trọng tâm thời gian tới là gì?"),
)
