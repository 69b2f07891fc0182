"""Every Vietnamese sentence of the index layer that a person may read."""

INDEX_MISSING = (
    "Chưa có chỉ mục tài liệu trong {folder}. Hãy chạy lệnh: danvan index (mất chưa đến một phút)."
)
INDEX_DAMAGED = (
    "Chỉ mục trong {folder} bị hỏng ({detail}). Tài liệu gốc không bị ảnh hưởng. "
    "Hãy dựng lại bằng lệnh: danvan index --rebuild"
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
NOT_UTF8 = "Tệp «{file}» không phải văn bản UTF-8 nên không đọc được."
FOLDER_UNWRITABLE = "Không ghi được vào thư mục {folder} ({detail})."

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
DIFFERS = "Khác bản «{id}» ở {count} chỗ, chẳng hạn {first}."
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
