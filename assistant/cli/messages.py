"""Vietnamese words of the command line."""

APP = "Trợ lý hỏi đáp về công tác dân vận: trả lời bằng nguyên văn tài liệu, có trích dẫn."
ASK = "Hỏi một câu và in câu trả lời kèm trích dẫn."
ANSWER = "Trả lời cả một tệp câu hỏi (JSONL), mỗi dòng một kết quả."
INDEX = "Dựng chỉ mục tài liệu (chỉ dựng lại khi tài liệu hoặc mô hình thay đổi)."
CHAT = "Mở cửa sổ trò chuyện trong trình duyệt."
DOCUMENTS = "Xem, thêm, gỡ và kiểm tra tài liệu trong thư viện."
DOCUMENTS_LIST = "Liệt kê tài liệu trong thư viện và các văn bản mà báo cáo nhắc tới."
DOCUMENTS_TEXT = "In toàn văn chuẩn của một tài liệu (mốc vị trí của mọi trích dẫn)."
VERSION = "In phiên bản rồi thoát."
DATA_DIR = "Thư mục dữ liệu (mặc định: DANVAN_DATA_DIR hoặc thư mục dữ liệu của người dùng)."
QUESTION = "Câu hỏi, gõ có dấu hay không dấu đều được."
HISTORY = "Câu hỏi trước đó trong cùng cuộc trò chuyện; lặp lại tùy chọn, câu cũ nhất trước."
DOCUMENT = "Chỉ tìm trong tài liệu có mã này; lặp lại tùy chọn để chọn nhiều."
JSON = "In kết quả dạng JSON."
QUESTIONS = "Tệp câu hỏi JSONL (id, question, history, documents)."
OUT = "Tệp kết quả JSONL."
REBUILD = "Dựng lại từ đầu."
HOST = "Địa chỉ máy chủ."
PORT = "Cổng."
ALLOW_WITHOUT_LOGIN = "Mở cho máy khác mà không cần đăng nhập (mọi người chỉ được hỏi và đọc)."
MCP = "Mở thêm cho các chương trình dùng MCP."
DOCUMENT_ID = "Mã tài liệu."

SOURCES = "Nguồn trích dẫn:"
STATUSES = "Hiệu lực của văn bản được trích:"
NEAREST = "Đoạn gần nhất:"
UNDERSTOOD = "Hiểu là: {text}"
PAGE = "trang {page}"
INDEX_READY = (
    "Chỉ mục sẵn sàng: {documents} tài liệu, {passages} đoạn, mã {fingerprint} ({folder})."
)
WITHOUT_TEXT_COUNT = (
    "{count} văn bản được nhắc tới chưa có toàn văn. Có tệp thì thêm cả thư mục một lần: "
    "danvan documents add THƯ_MỤC"
)
BAD_LINE = "Dòng {line}: {detail}"
BAD_JSON = "không phải JSON hợp lệ"
BAD_QUESTION = "thiếu «question» hoặc sai kiểu dữ liệu"
ANSWERED = "Đã trả lời {done}/{total} câu; {failed} dòng lỗi. Kết quả: {out}"
FILE_UNREADABLE = "Không đọc được tệp «{file}»: {detail}"
FILE_UNWRITABLE = "Không ghi được tệp «{file}»: {detail}"
SETTINGS_WRONG = "Cài đặt không hợp lệ: {detail}"
WITH_TEXT = "có toàn văn"
WITHOUT_TEXT = "chưa có toàn văn"
AT_PORTAL = "tìm «{search}» ở {address}"
ASK_FOR_IT = "hỏi {name}"
COLUMN_ID = "Mã"
COLUMN_NAME = "Tên"
COLUMN_DATE = "Ngày"
COLUMN_STATUS = "Toàn văn"

DOCUMENTS_ADD = "Thêm tệp hoặc cả thư mục tệp (PDF, DOCX, DOC, HTML, TXT, MD) vào thư viện."
DOCUMENTS_REMOVE = "Gỡ một tài liệu đã thêm ra khỏi thư viện."
DOCUMENTS_VERIFY = "Đối chiếu tệp, đoạn, kho véc-tơ và chỉ mục từ khóa; liệt kê chỗ đã sửa chữ."
PATHS = "Các tệp hoặc thư mục."
NEW_ID = "Mã đặt cho tệp (khi chỉ thêm một tệp)."
LAW = "Số hiệu luật cần lấy từ tệp pháp điển, ví dụ 02/2011/QH13; lặp lại tùy chọn."
UPDATE = "Thay bản cũ nếu mã đã có mà nội dung tệp khác."
ID_FOR_ONE = "Tùy chọn --id chỉ dùng khi thêm đúng một tệp."
REMOVED = "Đã gỡ «{id}» khỏi thư viện."
REPAIRS = "{id}: {count} chỗ đã sửa chữ"
WHOLE_INDEX = "Chỉ mục"
VERIFIED = "Mọi thứ khớp nhau: tệp, toàn văn, kho Chroma, véc-tơ và chỉ mục từ khóa."
DOCUMENTS_CONFLICTS = "Liệt kê các chỗ trong tài liệu ghi khác nhau, cần đối chiếu."
CONFLICT_KINDS = {
    "value": "số liệu khác nhau",
    "number": "số hiệu khác nhau",
    "text": "câu chữ khác nhau",
    "sum": "các phần cộng lại không bằng tổng",
    "open-list": "liệt kê chưa hết",
}

# Help pages and wrong calls (vietnamese.py)
USAGE = "Cách dùng"
ARGUMENTS = "Tham số"
OPTIONS = "Tùy chọn"
COMMANDS = "Các lệnh"
COMMAND = "Lệnh"
HELP = "In trang này rồi thoát."
REQUIRED = "(bắt buộc)"
DEFAULT = "(mặc định: {value})"
VALUE = "GIÁ_TRỊ"
VALUE_NAMES = {  # what stands for the value of a parameter of this name
    "question": "CÂU_HỎI",
    "questions": "TỆP_CÂU_HỎI",
    "history": "CÂU_HỎI",
    "document": "MÃ",
    "id": "MÃ",
    "law": "SỐ_HIỆU",
    "paths": "TỆP",
    "out": "TỆP",
    "sheet": "TỆP",
    "template": "TỆP",
    "answers": "TỆP",
    "html": "TỆP",
    "markdown": "TỆP",
    "floors": "TỆP",
    "run": "LƯỢT_CHẠY",
    "run_a": "LƯỢT_A",
    "run_b": "LƯỢT_B",
    "data_dir": "THƯ_MỤC",
    "data": "THƯ_MỤC",
    "host": "ĐỊA_CHỈ",
    "address": "ĐỊA_CHỈ",
    "people": "SỐ",
    "think": "SỐ",
    "seconds": "SỐ",
    "port": "SỐ",
    "seed": "SỐ",
    "days": "SỐ",
}
ABORTED = "Đã dừng."
MISSING = "Thiếu {name}."
BAD_VALUE = "Giá trị của {name} không hợp lệ."
NO_OPTION = "Không có tùy chọn {name}."
NO_COMMAND = "Không có lệnh «{name}»."
NO_COMMAND_GIVEN = "Chưa nêu lệnh."
TOO_MUCH = "Thừa tham số: {name}. Nếu là một câu có dấu cách, hãy đặt trong dấu nháy kép."
VALUE_MISSING = "Tùy chọn {name} thiếu giá trị."
VALUE_TOO_MUCH = "Tùy chọn {name} không nhận giá trị."
DID_YOU_MEAN = " Có phải ý là: {names}?"
HELP_HINT = "Xem cách dùng: {command} --help"

# --- quiz -------------------------------------------------------------------------------------
QUIZ = "Soạn bộ câu hỏi trắc nghiệm từ tài liệu; mỗi câu có đoạn trích làm căn cứ."
QUIZ_COUNT = "Số câu hỏi (từ 1 đến 500)."
QUIZ_DOCUMENT = "Mã tài liệu được hỏi; ghi nhiều lần để chọn nhiều; bỏ trống: tất cả."
QUIZ_SECTION = "Chỉ hỏi trong mục này, ví dụ B.II.4 hoặc 'Điều 9'."
QUIZ_TOPIC = "Chỉ hỏi những đoạn nói về chủ đề này."
QUIZ_KINDS = (
    "Dạng câu, cách nhau dấu phẩy: single, multiple, true_false, fill, matching, ordering; bỏ "
    "trống: mọi dạng."
)
QUIZ_DIFFICULTY = "Mức độ: 1 nhớ một giá trị, 2 phân biệt các giá trị gần nhau, 3 ghép hai đoạn."
QUIZ_SEED = "Số để soạn lại được đúng bộ câu hỏi này."
QUIZ_CONTINUE = "Bộ câu hỏi JSON đã có: soạn thêm vào đó, không hỏi lại."
QUIZ_PAPERS = "Số mã đề trộn khác nhau trong tệp Word (từ 1 đến 4)."
QUIZ_FORMAT = "Dạng tệp: json, gift, moodle-xml, docx, xlsx, csv, kahoot, anki."
QUIZ_OUT = "Tệp ghi ra."
QUIZ_NEEDS_OUT = "Dạng {format} cần tên tệp ghi ra: thêm --out TỆP."
QUIZ_WRITTEN = "Đã ghi {count} câu hỏi vào {out}."

BACKUP = "Sao lưu toàn bộ thư mục dữ liệu vào một tệp, kể cả khi cửa sổ đang mở."
BACKUP_FILE = "Tệp sao lưu, ví dụ danvan-sao-luu.zip. Tệp này chứa cả nhật ký và khóa: hãy giữ kín."
BACKED_UP = "Đã sao lưu {files} tệp ({megabytes} MB) vào {file}."
BACKUP_NOTHING = "Chưa có gì để sao lưu trong {folder}."
BACKUP_UNWRITABLE = (
    "Không sao lưu được vào «{file}» ({detail}). Kiểm tra quyền ghi và dung lượng đĩa."
)
RESTORE = "Khôi phục thư mục dữ liệu từ một tệp sao lưu. Hãy đóng cửa sổ trước."
RESTORE_FILE = "Tệp mà danvan backup đã ghi."
RESTORE_REPLACE = "Thay dữ liệu đang có; dữ liệu cũ được giữ lại bên cạnh, dưới tên khác."
RESTORED = "Đã khôi phục {files} tệp vào {folder}."
RESTORE_NOT_EMPTY = (
    "Thư mục {folder} đang có dữ liệu nên chưa khôi phục gì. Thêm tùy chọn --replace để thay; "
    "dữ liệu cũ vẫn được giữ lại bên cạnh."
)
RESTORE_FAILED = "Không khôi phục được từ «{file}»: {detail}. Dữ liệu đang có không thay đổi."
RESTORE_NO_BACKUP = "đây không phải tệp sao lưu của chương trình này"
RESTORE_FORMAT = "tệp sao lưu thuộc định dạng {format}, cần phiên bản chương trình mới hơn"
RESTORE_MEMBERS = "nội dung không khớp với danh sách trong tệp"
RESTORE_NAME = "tệp có tên không được phép {name}"
RESTORE_CHANGED = "«{name}» đã bị thay đổi hoặc hỏng"
RESTORE_TOO_BIG = "không đủ chỗ trên đĩa"
