"""Every Vietnamese word of the window that is not an answer. No other file of the app has any."""

from __future__ import annotations

TITLE = "Trợ lý Dân vận"
SUBTITLE = "Hỏi đáp có trích dẫn nguyên văn"

# Header
VIEW_ASK = "Hỏi đáp"
VIEW_LIBRARY = "Thư viện"
VIEW_CATALOG = "Văn bản được nhắc"
VIEW_GUIDE = "Hướng dẫn"
NEW_CONVERSATION = "Cuộc hỏi mới"
SWITCH_THEME = "Đổi nền sáng hoặc tối"
MAIN_VIEWS = "Các trang"
SKIP_TO_QUESTION = "Tới ô nhập câu hỏi"

# Notices
LOADING = "Đang mở tài liệu… Có thể gõ câu hỏi ngay; câu trả lời sẽ hiện khi mở xong."
BUILDING = "Lần đầu mở, đang dựng chỉ mục tài liệu: {stage} {share}"
LOAD_FAILED = (
    "Không mở được tài liệu. Hãy đóng cửa sổ này, chạy lại danvan chat; "
    "nếu vẫn lỗi, chạy danvan index --rebuild."
)
ANSWER_FAILED = (
    "Có lỗi khi tìm câu trả lời. Hãy thử lại; nếu vẫn lỗi, khởi động lại chương trình danvan chat."
)
CONNECTION_LOST = (
    "Mất kết nối với chương trình trên máy. Kiểm tra xem danvan chat còn chạy không, "
    "rồi tải lại trang."
)
BUSY = "Hệ thống đang bận vì có nhiều người hỏi cùng lúc. Hãy thử lại sau ít giây."
UNEXPECTED = "Có lỗi ngoài dự kiến. Hãy thử lại thao tác vừa rồi."

# Asking
QUESTION_LABEL = "Câu hỏi"
QUESTION_PLACEHOLDER = "Nhập câu hỏi…"
SEND = "Gửi"
STOP = "Dừng"
ASK_HINT = "Gõ có dấu hoặc không dấu. Enter để gửi, Shift + Enter để xuống dòng."
TOO_LONG = (
    "Câu hỏi dài {length} ký tự; tối đa {limit} ký tự. "
    "Hãy rút gọn, hoặc tách thành nhiều câu hỏi ngắn."
)
EMPTY_QUESTION = "Chưa có câu hỏi. Hãy nhập câu hỏi vào ô bên dưới rồi bấm Gửi."
WELCOME = "Hỏi về báo cáo kết quả công tác dân vận và các văn bản liên quan"
WELCOME_DETAIL = (
    "Mỗi câu trả lời đều kèm nguồn là nguyên văn trong tài liệu. "
    "Điều tài liệu không nêu, chương trình nói rõ là không nêu."
)
EXAMPLES_HEADING = "Câu hỏi mẫu"
EXAMPLES = (
    "Tốc độ tăng trưởng GRDP bình quân giai đoạn 2016-2020 là bao nhiêu?",
    "Năm 2019 toàn tỉnh đã tiếp bao nhiêu lượt người đến khiếu nại, tố cáo?",
    "Nghị quyết 110 của Tỉnh ủy ban hành ngày nào?",
    "Những hạn chế trong công tác dân vận là gì?",
    "Sau sắp xếp, tỉnh giảm bao nhiêu đơn vị hành chính cấp xã?",
    "ket qua giai quyet khieu nai, to cao the nao",
)
YOU_ASKED = "Câu hỏi của bạn"
THINKING = "Đang tìm trong tài liệu…"
STOPPED = "Đã dừng theo yêu cầu."
UNDERSTOOD = "Hiểu là: {text}"
NOT_ANSWERED = "Tài liệu không nêu"
NEAREST = "Đoạn gần nhất tìm được"
CONFLICT_HEADING = "Chỗ cần đối chiếu"
COMPUTED_HEADING = "Phép tính từ số liệu trong tài liệu"
SOURCES_OF_ANSWER = "Nguồn"
MODEL_HERE = (
    "Câu trả lời do mô hình {model} trên máy này soạn và được đối chiếu với nguồn; "
    "không gửi gì ra ngoài."
)
MODEL_AWAY = (
    "Câu trả lời do mô hình {model} soạn và được đối chiếu với nguồn. Câu hỏi và các đoạn tìm "
    "được sẽ gửi tới {server}."
)
TOOK = "{seconds} giây"
OPEN_IN_SOURCES = "Xem đoạn này"
CITE_LABEL = "Nguồn {number}: {place}"
EDIT = "Sửa câu hỏi"
RETRY = "Hỏi lại"
COPY = "Chép kèm nguồn"
COPIED = "Đã chép."
COPY_FAILED = "Trình duyệt không cho chép. Hãy bôi đen câu trả lời rồi nhấn Ctrl + C."

# Sources
SOURCES_HEADING = "Nguồn trích dẫn"
SOURCES_EMPTY = (
    "Nguyên văn đoạn được trích dẫn hiện ở đây. Bấm hoặc rê chuột vào số [1] trong câu trả lời "
    "để tới đúng chữ được trích."
)
SOURCES_FOR = "Cho câu hỏi: {question}"
SOURCES_NONE = "Câu trả lời này không trích dẫn đoạn nào."
CLOSE_SOURCES = "Đóng phần nguồn"
SHOW_SOURCES = "Xem nguồn ({count})"
OPEN_IN_DOCUMENT = "Đọc trong văn bản"
BEFORE = "Đoạn trước"
AFTER = "Đoạn sau"
PAGE = "trang {number}"
SECTION = "Mục {labels}"
FOOTNOTE = "Cước chú"
QUOTE_ONLY = "Không còn tìm thấy đoạn này trong thư viện; dưới đây là câu đã trích."
DOUBTFUL_PAGE = "Chữ ở trang này quét chưa rõ; hãy đối chiếu với bản gốc."
REPAIRED = "Có chữ đã được sửa khi đọc tệp; bản gốc: {original}"
STATUS_STATED = "Xem chỗ nêu"
STATUS_STATED_LABEL = "Xem chỗ nêu trong {title}"

# Library
LIBRARY_DOCUMENTS = "Tài liệu có toàn văn"
CONTENTS = "Mục lục"
SEARCH_LABEL = "Tìm trong thư viện"
SEARCH_PLACEHOLDER = "Tìm trong thư viện…"
SEARCH = "Tìm"
SEARCH_NONE = "Không tìm thấy đoạn nào cho «{query}»."
SEARCH_COUNT = "{count} đoạn cho «{query}»"
READER_EMPTY = "Chọn một tài liệu ở bên trái để đọc."
DOCUMENT_UNKNOWN = "Không có tài liệu này trong thư viện."
PAGE_BREAK = "Trang {number}"
CLEAR_SEARCH = "Về danh mục tài liệu"

# Catalogue of the documents that the report names
CATALOG_HEADING = "Văn bản mà báo cáo nhắc tới"
CATALOG_COUNT = "{count} văn bản, {full} có toàn văn trong thư viện"
CATALOG_FILTER = "Lọc theo số, tên, cơ quan…"
CATALOG_NUMBER = "Văn bản"
CATALOG_SUBJECT = "Trích yếu"
CATALOG_ISSUER = "Cơ quan ban hành"
CATALOG_DATE = "Ngày"
CATALOG_STATUS = "Toàn văn"
CATALOG_PLACES = "Nhắc tại"
HAS_TEXT = "Có toàn văn"
NO_TEXT = "Chưa có toàn văn"
PORTAL = "Tìm «{search}» ở {name}, {address}"
PORTAL_ASK = "Hỏi {name}"
REPLACED_BY = "Được thay bằng {name}"
CATALOG_NOTE = "Lưu ý: {note}"
CATALOG_NONE = "Không có văn bản nào khớp."

# Copying with sources
COPY_SOURCES = "Nguồn:"
COPY_UNDERSTOOD = "(Hiểu là: {text})"

# Terminal
SERVING = "Cửa sổ hỏi đáp: {url}  (nhấn Ctrl + C để dừng)"
OPEN_TO_ALL = (
    "CẢNH BÁO: cửa sổ mở tại {host} không cần đăng nhập. Ai vào được mạng này đều hỏi và đọc được "
    "mọi tài liệu trong thư viện."
)
SERVING_MCP = "Địa chỉ cho chương trình dùng MCP: {url}"
MCP_MISSING = (
    'Cài đặt mcp cần thêm một gói. Hãy cài rồi chạy lại: pip install "danvan-assistant[mcp]"'
)
MCP_WITH_LOGIN = (
    "Cài đặt mcp chỉ dùng được khi không có đăng nhập. Hãy bỏ mcp, hoặc bỏ login_file và chỉ mở "
    "trên máy này."
)

# Taking answers away
EXPORT = "Tải về"
EXPORT_WORD = "Câu trả lời này (Word)"
EXPORT_ALL_WORD = "Cả cuộc hỏi (Word)"
EXPORT_ALL_PRINT = "Cả cuộc hỏi (trang in)"
EXPORT_TITLE = "KẾT QUẢ TRA CỨU"
EXPORT_DAY = "Ngày {day}"
EXPORT_QUESTION = "Câu hỏi: {text}"
EXPORT_MADE_BY = "{how} (phiên bản {version}, chỉ mục {index})."
EXPORT_FILE = "tra-cuu-{stamp}"
EXPORT_BUTTON = "Tải tệp"

# Feedback
FEEDBACK = "Góp ý"
FEEDBACK_QUESTION = "Câu trả lời này thế nào?"
RATINGS = {"right": "Đúng", "wrong": "Sai", "wrong-source": "Nguồn sai", "incomplete": "Thiếu"}
FEEDBACK_NOTE = "Ghi chú (không bắt buộc)"
FEEDBACK_SEND = "Gửi góp ý"
FEEDBACK_THANKS = "Đã ghi góp ý. Cảm ơn anh/chị."
FEEDBACK_NOT_KEPT = "Góp ý chưa ghi được vào máy. Hãy báo người quản trị rồi gửi lại."
FEEDBACK_CHOOSE = "Hãy chọn một trong bốn mức trước khi gửi."

# Kept conversations
VIEW_HISTORY = "Đã hỏi"
HISTORY_HEADING = "Các cuộc hỏi đã lưu"
HISTORY_DETAIL = "Lưu trên máy chạy chương trình; chỉ trình duyệt này mở lại được."
HISTORY_NONE = "Chưa có cuộc hỏi nào được lưu."
HISTORY_SHUT = (
    "Máy này đang không đọc, ghi được các cuộc hỏi (đĩa đầy hoặc thư mục dữ liệu không ghi được). "
    "Hãy báo người quản trị."
)
HISTORY_FILTER = "Tìm trong các cuộc hỏi…"
HISTORY_NO_MATCH = "Không có cuộc hỏi nào khớp."
HISTORY_CHANGE = "Đổi tên, xóa"
HISTORY_NAME = "Tên cuộc hỏi"
HISTORY_RENAME = "Lưu tên"
HISTORY_DELETE = "Xóa cuộc hỏi"
HISTORY_DELETE_SURE = "Bấm lần nữa để xóa hẳn"

# Conflicts
VIEW_CONFLICTS = "Cần đối chiếu"
CONFLICTS_HEADING = "Chỗ cần đối chiếu"
CONFLICTS_COUNT = "{count} chỗ"
CONFLICTS_DETAIL = (
    "Những chỗ tài liệu ghi không khớp nhau, do máy tìm ra. Chương trình không chọn thay "
    "người đọc: hãy đối chiếu với bản gốc trước khi dùng."
)
CONFLICTS_NONE = "Không tìm thấy chỗ nào không khớp nhau."
CONFLICT_KINDS = {
    "value": "Một nội dung, hai con số",
    "number": "Một văn bản, hai số hiệu hoặc hai ngày",
    "text": "Một quy định, hai cách ghi",
    "sum": "Các phần cộng lại không bằng tổng",
    "open-list": "Các phần cộng lại nhỏ hơn tổng, danh sách còn bỏ lửng",
}

# Log
VIEW_LOG = "Thống kê"
LOG_HEADING = "Thống kê sử dụng"
LOG_QUESTIONS = "Câu hỏi"
LOG_REFUSED = "Không trả lời"
LOG_GAPS = "Câu hỏi tài liệu không nêu"
LOG_RATED = "Góp ý của người dùng"
LOG_SLOWEST = "Trả lời chậm nhất"
LOG_QUESTION = "Câu hỏi"
LOG_TIMES = "Số lần"
LOG_RATING = "Đánh giá"
LOG_NOTE = "Ghi chú"
LOG_AT = "Lúc"
LOG_SECONDS = "Giây"
LOG_NONE = "Chưa có."

# Suggestions
SUGGESTIONS = "Có thể hỏi tiếp"
ASK_ARTICLE = "{title} được quy định thế nào?"

# Login
LOADING_SHORT = "Đang tải…"
LOGIN = "Đăng nhập"
LOGIN_NAME = "Tên đăng nhập"
LOGIN_WORD = "Mật khẩu"
LOGIN_WRONG = (
    "Sai tên đăng nhập hoặc mật khẩu. Sau vài lần sai, phải đợi đến một phút mới thử lại được."
)
LOGOUT = "Đăng xuất"
LOGIN_MESSAGE = "Đăng nhập để hỏi đáp trên các tài liệu."
ASK_PASSPHRASE = "Mật khẩu: "  # noqa: S105 - a prompt
LOGIN_FILE = "Không dùng được tệp người dùng {file} ({detail}). Xem mẫu trong hướng dẫn."
LOGIN_NEEDED = (
    "Địa chỉ {host} cho máy khác vào được, nên cần tệp người dùng (login_file, xem "
    "docs/settings.md). Chỉ dùng trên máy này thì bỏ --host. Vẫn muốn mở cho mọi máy mà không "
    "cần đăng nhập: thêm --allow-without-login."
)
FOR_ADMINS = "Trang này dành cho người có vai trò quản trị."

# The gate
NO_SUCH_PAGE = "Không có trang này."
FOREIGN_SITE = "Yêu cầu này đến từ một trang khác nên không được nhận."
TOO_MUCH_SENT = "Dữ liệu gửi lên quá lớn nên không được nhận."
METRICS_CLOSED = (
    "Số liệu vận hành chỉ mở cho chính máy này, hoặc cho người có metrics_token trong cài đặt."
)
EVENTS_FILE = "Không ghi được tệp sự kiện {file} ({detail}). Kiểm tra lại cài đặt events."

# Taking files in
ADD_OPEN = "Thêm tài liệu"
ADD_HEADING = "Thêm tài liệu vào thư viện"
ADD_DETAIL = (
    "Nhận PDF, Word (.docx, .doc), văn bản .txt, .md và .html, tối đa 64 MB. "
    "Chương trình đọc tệp và cho xem trước; chỉ khi bấm Đưa vào thư viện tệp mới được thêm."
)
ADD_CHOOSE = "Chọn tệp"
ADD_UPLOADING = "Đang tải tệp lên và đọc…"
ADD_CHECK = "Hãy xem chương trình hiểu tệp này có đúng không, rồi mới đưa vào thư viện."
ADD_OPENING = "Phần đầu văn bản"
ADD_NO_STRUCTURE = "Không nhận ra mục nào; văn bản được chia theo đoạn."
ADD_TAKE = "Đưa vào thư viện"
ADD_DROP = "Bỏ"
ADD_FAILED = "Không đọc được tệp này. Hãy thử tệp khác, hoặc lưu lại tệp dưới dạng .docx hay .pdf."
LAWS_CHOOSE = (
    "Đây là một đề mục của Bộ pháp điển. Đánh dấu văn bản cần lấy để đưa vào với số điều của chính "
    "văn bản đó; không đánh dấu là đưa vào cả đề mục."
)
LAW_ARTICLES = "{count} điều"
CHANGING = "Đang cập nhật thư viện: {stage} {share}"
CHANGE_FAILED = "Không cập nhật được thư viện; các tài liệu cũ vẫn nguyên. Hãy thử lại."
REMOVE = "Gỡ khỏi thư viện"
REMOVE_SURE = "Bấm lần nữa để gỡ hẳn; muốn dùng lại phải thêm lại tệp"
REMOVED = "Đã gỡ «{title}» khỏi thư viện."
FACT_KIND = "Loại văn bản"
FACT_NUMBER = "Số, ký hiệu"
FACT_ISSUER = "Cơ quan ban hành"
FACT_DATE = "Ngày ban hành"
FACT_FILE = "Tệp"
FACT_PAGES = "Số trang"
FACT_PASSAGES = "Số đoạn"
FACT_DOUBTFUL = "Trang có chữ chưa rõ"
FACT_REPAIRS = "Chữ đã sửa khi đọc"
FACT_CATALOG = "Khớp văn bản được nhắc"
FACT_ID = "Mã tài liệu"
FACT_NONE = "không có"
FACT_UNKNOWN = "không rõ"

# Pages of a PDF
PICTURE_OPEN = "Xem trang gốc"
PICTURE_TITLE = "Trang {page}, {title}"
PICTURE_CLOSE = "Đóng"
PICTURE_FAILED = "Không vẽ được trang này. Hãy mở tệp gốc để xem."

# Which documents are asked
SCOPE = "Hỏi trong"
SCOPE_ALL = "cả thư viện"
SCOPE_SOME = "{count} tài liệu"
SCOPE_CHOOSE = "Chỉ hỏi các tài liệu được đánh dấu; không đánh dấu là hỏi cả thư viện"

# Commands for the log
LOG_HELP = "Nhật ký hỏi đáp mà cửa sổ ghi lại."
LOG_EXPORT_HELP = "Xuất nhật ký ra tệp JSONL, hoặc tệp .csv cho Excel; mỗi câu hỏi một dòng."
LOG_OUT_HELP = "Tệp để ghi."
LOG_EXPORTED = "Đã xuất {count} dòng ra {out}."
LOG_PURGE_HELP = "Xóa các dòng nhật ký cũ."
LOG_DAYS_HELP = "Giữ lại bao nhiêu ngày gần nhất; không nêu thì theo cài đặt log_days."
LOG_PERSON_HELP = "Xóa mọi dòng nhật ký và cuộc hỏi của người có tên đăng nhập này."
LOG_FORGOTTEN = "Đã xóa {count} dòng nhật ký và cuộc hỏi của «{person}»."
LOG_PURGED = "Đã xóa {count} dòng cũ hơn {days} ngày."

# Faults of this machine
PORT_TAKEN = (
    "Không mở được cửa sổ tại {host}, cổng {port}: có chương trình khác đang dùng cổng này. "
    "Đóng chương trình đó, hoặc chọn cổng khác: danvan chat --port 7861"
)
CLOSING = "Đã dừng."
NOT_WRITABLE = "Không ghi được tệp {file} ({detail}). Kiểm tra quyền ghi và dung lượng đĩa."
FILE_DAMAGED = (
    "Tệp {file} bị hỏng ({detail}). Hãy đóng cửa sổ, chuyển tệp này đi nơi khác rồi mở lại: một "
    "tệp mới sẽ được tạo. Có bản sao lưu thì khôi phục: danvan restore TỆP --replace"
)
ANSWER_NOT_KEPT = (
    "Câu trả lời này không ghi được vào máy (đĩa đầy, không có quyền ghi hoặc tệp hỏng), "
    "nên sẽ không có trong Đã hỏi."
)
NOTHING_KEPT = (
    "Cửa sổ vẫn hỏi đáp được, nhưng chưa ghi được gì vào thư mục dữ liệu: câu hỏi không vào "
    "Đã hỏi và nhật ký, không nhận góp ý, không thêm hay gỡ được tài liệu."
)
ASK_ADMIN = "Hãy báo người quản trị."

# --- quizzes ----------------------------------------------------------------------------------
VIEW_QUIZ = "Trắc nghiệm"
FOR_TEACHERS = "Trang này dành cho người có vai trò giảng viên hoặc quản trị."
QUIZ_HEADING = "Soạn câu hỏi trắc nghiệm"
QUIZ_DETAIL = (
    "Mỗi câu dựng từ một đoạn có thật trong tài liệu: câu hỏi, đáp án và căn cứ đều đối chiếu "
    "được. Hãy đọc lại từng câu trước khi phát cho học viên."
)
QUIZ_SETTINGS = "Phạm vi và số câu"
QUIZ_COUNT = "Số câu"
QUIZ_DOCUMENTS = "Tài liệu (không chọn: tất cả)"
QUIZ_SECTION = "Mục, ví dụ B.II.4 hoặc Điều 9"
QUIZ_TOPIC = "Chủ đề"
QUIZ_KINDS = "Dạng câu (không chọn: mọi dạng)"
QUIZ_DIFFICULTY = "Mức độ"
QUIZ_ANY_DIFFICULTY = "Mọi mức độ"
QUIZ_SEED = "Số để soạn lại đúng bộ này"
QUIZ_MAKE = "Soạn bộ câu hỏi"
QUIZ_MAKING = "Đang soạn: {done}/{total} câu…"
QUIZ_STARTING = "Đang đọc tài liệu…"
QUIZ_FAILED = "Chưa soạn được. Hãy thử lại; nếu vẫn lỗi, báo người phụ trách."
QUIZ_OPEN = "Mở bộ câu hỏi đã lưu (tệp JSON)"
QUIZ_NONE = "Chưa có bộ câu hỏi nào. Chọn phạm vi rồi bấm “Soạn bộ câu hỏi”."
QUIZ_TITLE = "Tên bộ câu hỏi"
QUIZ_COUNTED = "{count} câu"
QUIZ_MORE = "Thêm câu"
QUIZ_MORE_COUNT = "Số câu thêm"
QUIZ_SAVE_AS = "Tải về"
QUIZ_TRY = "Làm thử"
QUIZ_EDIT_MODE = "Quay lại soạn"
QUIZ_PAPERS = "Số mã đề (tệp Word)"
QUIZ_FORMATS = {
    "json": "JSON: lưu để mở lại",
    "docx": "Word: đề và đáp án",
    "gift": "Moodle GIFT",
    "moodle-xml": "Moodle XML",
    "xlsx": "Excel",
    "csv": "CSV",
    "kahoot": "Kahoot (xlsx)",
    "anki": "Anki (apkg)",
}
QUIZ_FILE = "trac-nghiem-{stamp}"
QUIZ_SOURCE = "Xem nguồn"
QUIZ_GROUNDS = "Căn cứ"
QUIZ_EDIT = "Sửa"
QUIZ_STEM = "Câu hỏi"
QUIZ_OPTION = "Phương án {letter}"
QUIZ_RIGHT = "đúng"
QUIZ_ACCEPTED = "Đáp án; mỗi dòng một cách viết được chấp nhận"
QUIZ_LEFT = "Vế trái {number}"
QUIZ_RIGHT_SIDE = "Vế phải {number}"
QUIZ_PLACE = "Vị trí đúng của {letter}"
QUIZ_KEEP = "Lưu sửa"
QUIZ_UP = "Chuyển lên"
QUIZ_DOWN = "Chuyển xuống"
QUIZ_ANOTHER = "Đổi câu khác"
QUIZ_NO_OTHER = "Phạm vi này không còn câu nào khác cùng dạng."
QUIZ_DROP = "Bỏ câu này"
QUIZ_DROPPED = "Đã bỏ câu {number}."
QUIZ_KEY = "Đáp án"
QUIZ_HAND_IN = "Nộp bài"
QUIZ_SCORE = "Đúng {right}/{total} câu."
QUIZ_ANSWER = "Trả lời"
QUIZ_CHOOSE = "Chọn"
QUIZ_IS_RIGHT = "Đúng"
QUIZ_IS_WRONG = "Chưa đúng"
QUIZ_TOO_BIG = "Tệp quá lớn để là một bộ câu hỏi."
QUIZ_CHANGED = "Tài liệu đã thay đổi từ khi soạn bộ này: hãy đối chiếu lại căn cứ."
