"""Questions typed without diacritics, as they are most probably meant."""

import pytest

from index.diacritics import restore
from index.vietnamese import fold


@pytest.mark.parametrize(
    "meant",
    [
        "cải cách thủ tục hành chính",
        "giải quyết khiếu nại tố cáo của công dân",
        "quy chế dân chủ ở cơ sở",
        "sắp xếp đơn vị hành chính cấp xã",
    ],
)
def test_official_words_get_their_diacritics_back(meant: str) -> None:
    assert restore(fold(meant)) == meant


def test_every_syllable_stays_itself() -> None:
    typed = "toc do tang truong cua tinh nam 2019 la bao nhieu"
    assert fold(restore(typed)) == typed
