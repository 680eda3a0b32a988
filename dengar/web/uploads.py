"""
How files are taken in: into memory, never into a temporary file. What lies on the disk is sealed.

A file, or files together, beyond what one report may hold are read off and dropped; their size says so later,
so that one file too large does not cost the others, nor anything that was typed.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from dengar.files.limits import EACH_MOST, TOTAL_MOST


class InMemory(FileUploadHandler):
    """Keep what is small enough. What is too large becomes an empty file with its true size."""

    taken = 0  # bytes of this request that are held

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > EACH_MOST or self.taken + len(raw_data) > TOTAL_MOST:
            self.taken -= self.file.tell()
            self.file = BytesIO()
        elif self.file.tell() == start:  # nothing of it was dropped
            self.file.write(raw_data)
            self.taken += len(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        if self.file.tell() < file_size:
            self.file = BytesIO()
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
