"""Every Vietnamese sentence of the index layer that a person may read."""

INDEX_MISSING = (
    "Chưa có chỉ mục tài liệu trong {folder}. Hãy chạy lệnh: danvan index (mất chưa đến một phút)."
)
INDEX_DAMAGED = (
    "Chỉ mục trong {folder} bị hỏng ({detail}). Tài liệu gốc không bị ảnh hưởng. "
    "Hãy dựng lại bằng lệnh: danvan index --rebuild"
)
INDEX_OUTDATED = (
    "Chỉ mục trong {folder} do một phiên bản khác của chương trình dựng (định dạng {format}, "
    "phiên bản này cần {wanted}). Tài liệu đã thêm vẫn còn nguyên. "
    "Hãy dựng lại bằng lệnh: danvan index"
)
MODEL_MISMATCH = (
    "Chỉ mục được dựng bằng mô hình «{built}» nhưng cài đặt hiện nay là «{current}». "
    "Hai mô hình không dùng lẫn được. Hãy dựng lại bằng lệnh: danvan index --rebuild"
)
MODEL_UNREADABLE = (
    "Không mở được mô hình nhúng «{model}» ({detail}). Kiểm tra lại cài đặt embedding_model; "
    "mô hình phải nằm sẵn trên máy này."
)
INDEX_BUSY = (
    "Một tiến trình khác đang ghi vào thư mục {folder}. Hãy đợi nó xong rồi thử lại. "
    "Người đang hỏi không bị ảnh hưởng."
)
DOCUMENT_UNKNOWN = (
    "Không có tài liệu nào mang mã «{id}». Xem các mã hiện có bằng lệnh: danvan documents list"
)
FILE_MISSING = "Không tìm thấy tệp «{file}»."
FILE_SHUT = "Không đọc được tệp «{file}» ({detail}). Hãy kiểm tra quyền đọc tệp."
NOT_UTF8 = "Tệp «{file}» không phải văn bản UTF-8 nên không đọc được."
FOLDER_UNWRITABLE = (
    "Không ghi được vào thư mục {folder} ({detail}). Thư viện cũ vẫn nguyên vẹn và vẫn hỏi được. "
    "Hãy kiểm tra quyền ghi và dung lượng trống của ổ đĩa rồi làm lại."
)
STORE_UNREACHABLE = (
    "Kho véc-tơ ở {url} không trả lời ({detail}). Hãy nhờ người quản trị chạy lại máy chủ Chroma: "
    "chroma run --path THƯ_MỤC --host 127.0.0.1 --port 8000, rồi thử lại. "
    "Tài liệu không bị ảnh hưởng."
)
STORE_UNKNOWN = (
    "Cài đặt store_url «{url}» không dùng được: cần một địa chỉ http:// hoặc https:// của máy chủ "
    "Chroma. Bỏ trống để dùng các tệp trong thư mục dữ liệu."
)
STORE_OTHER = (
    "Chỉ mục trong {folder} được dựng cho một kho véc-tơ khác với cài đặt store_url hiện nay. "
    "Hãy dựng lại bằng lệnh: danvan index --rebuild"
)
COLLECTION_MISSING = (
    "Kho véc-tơ ở {url} không có bộ véc-tơ của chỉ mục này (kho mới, hoặc thư viện vừa được cập "
    "nhật). Hãy hỏi lại; nếu vẫn vậy, dựng lại bằng lệnh: danvan index --rebuild"
)
COLLECTION_INCOMPLETE = (
    "Kho véc-tơ ở {url} không nhận đủ các đoạn. Thư viện cũ vẫn nguyên vẹn. Hãy làm lại."
)

STAGE_READING = "Đọc tài liệu"
STAGE_EMBEDDING = "Tính véc-tơ"
STAGE_STORING = "Ghi chỉ mục"

SHIPPED_STAYS = (
    "Tài liệu «{id}» đi kèm sản phẩm nên không gỡ bỏ được; chỉ gỡ được tài liệu đã thêm."
)
FILE_TOO_LARGE = "Tệp «{file}» lớn hơn {limit} MB nên không nhận."
ALREADY_THERE = "Tệp «{file}» đã có trong thư viện với mã «{id}»; không thêm lần nữa."
ID_TAKEN = (
    "Mã «{id}» đã thuộc về một tài liệu có nội dung khác, nên tệp «{file}» chưa được thêm. "
    "Đặt mã khác bằng tùy chọn --id MÃ_MỚI, hoặc dùng --update để thay bản cũ."
)
ADDED = "Đã thêm «{title}» với mã «{id}», {passages} đoạn."
CODIFIED = "{title} (Bộ pháp điển)"
DIFFERS = "Khác bản «{id}» ở {count} chỗ:"
DIFFERS_MORE = "- và {count} chỗ khác."
LAW_NOWHERE = "Không đề mục nào trong {count} tệp có văn bản số {number}."
FILE_CHANGED = "Tệp «{file}» đã thay đổi sau khi dựng chỉ mục. Chạy lại: danvan index"
PASSAGES_WRONG = "{count} đoạn không khớp với toàn văn. Chạy lại: danvan index --rebuild"
LANES_WRONG = (
    "Chỉ mục từ khóa và véc-tơ có {lanes} dòng, tài liệu có {rows} đoạn. "
    "Chạy lại: danvan index --rebuild"
)
CHROMA_WRONG = "Không đọc được kho Chroma ({detail}). Chạy lại: danvan index --rebuild"
CHROMA_DIFFERS = (
    "Kho Chroma khác tài liệu ở {differing} đoạn và thừa {extra} đoạn. "
    "Chạy lại: danvan index --rebuild"
)
REPAIR = "trang {page}: “{original}” → “{mended}” ({reason})"
