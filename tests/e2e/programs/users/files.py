import asyncio
import io
import tempfile
from pathlib import Path

from anthropic import Anthropic, AsyncAnthropic

client = Anthropic()
folder = Path(tempfile.mkdtemp())
(folder / "report.txt").write_bytes(b"from a path")

# A path, bytes with a name and a type, and an open file.
print(client.beta.files.upload(file=folder / "report.txt").filename)
metadata = client.beta.files.upload(file=("notes.md", b"# From bytes", "text/markdown"))
print(metadata.filename, metadata.mime_type, metadata.size_bytes)
print(client.beta.files.upload(file=("open.bin", io.BytesIO(b"from an open file"), "application/octet-stream")).size_bytes)

content = client.beta.files.download("file_1")
content.write_to_file(folder / "copy.bin")
print(len((folder / "copy.bin").read_bytes()), content.read()[:4])

with client.beta.files.with_streaming_response.download("file_1") as response:
    response.stream_to_file(folder / "streamed.bin")
print((folder / "streamed.bin").read_bytes() == (folder / "copy.bin").read_bytes())
print(client.beta.files.delete("file_1").id)


async def main() -> None:
    async with AsyncAnthropic() as async_client:
        uploaded = await async_client.beta.files.upload(file=folder / "report.txt")
        print(uploaded.filename, uploaded.size_bytes)
        downloaded = await async_client.beta.files.download("file_1")
        await downloaded.write_to_file(folder / "again.bin")
    print((folder / "again.bin").stat().st_size)


asyncio.run(main())
