"""Every Vietnamese sentence of the assistant that is not a quotation. Nothing else gets into an
answer: a test holds each default answer against its citations and this file."""

YES = "Có."
NO = "Không."
PARTLY_NO = "Đã hết hiệu lực một phần."
NOT_STATED = "Tài liệu không nêu nội dung này."
NOT_STATED_DETAIL = "Tài liệu không nêu {missing}."
NEAREST = "Đoạn gần nhất: “{quote}” ({place})."
OUT_OF_SCOPE = (
    "Câu hỏi này nằm ngoài phạm vi các tài liệu trong thư viện, nên tôi không trả lời để tránh sai."
)
GREETING = (
    "Xin chào! Tôi trả lời câu hỏi về báo cáo công tác dân vận của tỉnh Bắc Giang và các văn bản "
    "trong thư viện, kèm trích dẫn nguyên văn. Mời anh/chị đặt câu hỏi."
)
THANKS = "Rất vui được hỗ trợ. Anh/chị cần tra cứu gì thêm cứ hỏi nhé."
UNCLEAR = (
    "Tôi chưa hiểu câu hỏi. Anh/chị vui lòng hỏi rõ hơn, ví dụ: “Diện tích tỉnh Bắc Giang là bao "
    "nhiêu?”"
)
TOO_LONG = (
    "Câu hỏi dài quá {limit} ký tự. Anh/chị vui lòng rút gọn, mỗi lần hỏi một ý để tra cứu được "
    "chính xác."
)
OTHER_LANGUAGE = (
    "Tôi chỉ trả lời câu hỏi bằng tiếng Việt. Anh/chị vui lòng hỏi lại bằng tiếng Việt."
)
INJECTION = (
    "Tôi chỉ trích dẫn đúng nguyên văn tài liệu, không thay đổi cách làm việc theo yêu cầu trong "
    "câu hỏi. Mời anh/chị hỏi về nội dung tài liệu."
)
CONFLICT = "Tài liệu ghi khác nhau ở các chỗ sau, cần đối chiếu:"
PLACE_SEPARATOR = " > "
USUAL_MEANING = "{short} là cách viết tắt thường dùng của “{words}” (tài liệu không giải thích)."
USUAL_MEANING_USED = (
    "{short} là cách viết tắt thường dùng của “{words}” (tài liệu không giải thích). "
    "Tài liệu dùng: “{quote}”"
)
MISSING_DATE = "ngày ban hành {document}"
MISSING_SUBJECT = "nội dung {document}"
MISSING_ISSUER = "cơ quan ban hành {document}"
MISSING_FORCE = "{document} còn hiệu lực hay không"
MISSING_NUMBER_OF = "số, ký hiệu của {document}"
MISSING_SIGNER = "người ký {document}"
SLOT_ISSUER = "Cơ quan ban hành: {quote}"
SLOT_SIGNER = "Người ký: {quote}"
SLOT_SUBJECT = "Trích yếu: {quote}"
MISSING_NUMBER = "số, ký hiệu của văn bản này (phần số để trống)"
MISSING_DAY = "ngày cụ thể (phần ngày để trống)"
CONFLICT_OF = "Tài liệu ghi khác nhau về {subject}: {values}."
OF_DOCUMENT = "{title}: {quote}"
NOT_STATED_BY = "{title}: tài liệu không nêu nội dung này."
COMPUTED = "Tính từ số liệu của tài liệu: {sum}."
# One name, several documents: which one the answer took.
CHOICE_TAKEN = "Tên gọi này hợp với nhiều văn bản. Trả lời theo: {taken}. Văn bản khác: {others}."
CHOICE_OPEN = "Tên gọi này hợp với nhiều văn bản: {others}. Hãy hỏi lại, nêu rõ văn bản nào."
CHOICE_NAME = "{name} của {issuer}"
CHOICE_SEPARATOR = "; "

STATUS_ISSUED = "ban hành ngày {date}"
STATUS_FROM = "có hiệu lực từ ngày {date}"
STATUS_BY = "{title} ({place})"
STATUS = {
    "unchecked": "chưa kiểm tra hiệu lực",
    "in-force": "còn hiệu lực khi kiểm tra ngày {day}, theo {source}",
    "amended": "đã được sửa đổi, bổ sung theo {by}",
    "partly-ended": "đã hết hiệu lực một phần theo {by}",
    "replaced": "đã được thay thế theo {by}",
    "ended": "đã hết hiệu lực theo {by}",
}
STATUS_REST_UNCHECKED = "phần còn lại chưa kiểm tra hiệu lực"

# Who wrote an answer, and what was sent where
QUOTED = "Trích nguyên văn, không dùng mô hình ngôn ngữ"
QUOTED_INSTEAD = "Trích nguyên văn, thay cho bài soạn của {model}"
WRITTEN = "Soạn bằng {model}, đã đối chiếu từng câu với nguồn"
NOTHING_SENT = "không gửi gì đi"
SENT_HERE = "mô hình chạy trên máy này, không gửi gì ra ngoài"
SENT_AWAY = "câu hỏi và các đoạn tìm được đã gửi tới {server}"

# With a language model (generator = "llm")
NO_GROUNDS = "chưa có căn cứ"
LLM_NOTICES = {
    "unreachable": "Không kết nối được với mô hình ngôn ngữ ({server}).",
    "slow": "Mô hình ngôn ngữ ({server}) chưa trả lời xong trong {seconds} giây.",
    "wrong-key": "Máy chủ mô hình ({server}) không nhận khóa truy cập. Kiểm tra llm_api_key.",
    "no-model": "Máy chủ ({server}) không có mô hình này. Kiểm tra llm_model và llm_base_url.",
    "busy": "Máy chủ mô hình ({server}) đang quá tải.",
    "too-long": "Các đoạn tìm được dài quá mức mô hình ({server}) đọc được.",
    "server": "Máy chủ mô hình ({server}) báo lỗi.",
    "broken": "Câu trả lời của mô hình ({server}) bị đứt hoặc hỏng giữa chừng.",
    "paused": "Mô hình ngôn ngữ ({server}) vừa lỗi nhiều lần, tạm chưa gọi lại.",
    "empty": "Mô hình ngôn ngữ ({server}) không viết gì.",
    "language": "Mô hình ngôn ngữ ({server}) không trả lời bằng tiếng Việt.",
    "declined": "Mô hình ngôn ngữ ({server}) cho rằng các đoạn tìm được chưa đủ để trả lời.",
    "unsupported": "Bài soạn của mô hình ({server}) phần lớn không khớp với nguồn nên đã bỏ.",
}
LLM_QUOTES_INSTEAD = "{why} Dưới đây là nguyên văn trong tài liệu."
LLM_REMOVED = "Đã bỏ {count} câu của mô hình vì không khớp với nguồn."
LLM_MARKED = "Có {count} câu chưa có căn cứ trong nguồn, hãy đối chiếu trước khi dùng."
LLM_NEEDS_MODEL = "Đã chọn generator = llm nhưng chưa có llm_model (tên mô hình). Xem docs/llm.md."
LLM_NEEDS_URL = "Đã chọn llm_api = openai nhưng chưa có llm_base_url. Xem docs/llm.md."
LLM_URL_WRONG = (
    "llm_base_url phải là địa chỉ http:// hoặc https://, ví dụ http://127.0.0.1:8000/v1."
)
LLM_URL_HOLDS_KEY = (
    "llm_base_url không được chứa tên và mật khẩu (phần trước @). Hãy để khóa ở llm_api_key."
)
LLM_KEY_WRONG = (
    "llm_api_key có ký tự không dùng được trong khóa (dấu cách, xuống dòng, chữ có dấu)."
)
LLM_NOT_INSTALLED = (
    "Chưa cài phần dùng mô hình ngôn ngữ. Cài thêm rồi chạy lại: "
    'pip install "danvan-assistant[llm]". Hoặc bỏ generator = llm để chỉ trích nguyên văn.'
)
