#include "conformance/tiny_file.hpp"

#include <bit>
#include <utility>

namespace noctis::conformance {

namespace {

constexpr std::string_view explicit_little_endian = "1.2.840.10008.1.2.1";

std::string_view uid_of(Form form) {
  switch (form) {
    case Form::implicit_little:
      return "1.2.840.10008.1.2";
    case Form::explicit_big:
      return "1.2.840.10008.1.2.2";
    case Form::explicit_little:
      break;
  }
  return explicit_little_endian;
}

TinyDataset identity(std::string_view sop_class_uid, std::string_view modality) {
  return TinyDataset()
      .text(DCM_SOPClassUID, "UI", sop_class_uid)
      .text(DCM_SOPInstanceUID, "UI", "2.25.3")
      .text(DCM_Modality, "CS", modality)
      .text(DCM_PatientID, "LO", "CONFORMANCE")
      .text(DCM_StudyInstanceUID, "UI", "2.25.1")
      .text(DCM_SeriesInstanceUID, "UI", "2.25.2");
}

// PS3.10 7.1.
Bytes part10(std::string_view transfer_syntax_uid, const Bytes& dataset) {
  const Bytes meta = TinyDataset()
                         .bytes(DCM_FileMetaInformationVersion, "OB", {0, 1})
                         .text(DCM_TransferSyntaxUID, "UI", transfer_syntax_uid)
                         .encode(Form::explicit_little);
  Bytes file(128);
  for (const char letter : std::string_view("DICM"))
    file.push_back(static_cast<std::uint8_t>(letter));
  const Bytes length = TinyDataset()
                           .integers(DCM_FileMetaInformationGroupLength, "UL",
                                     {static_cast<std::int64_t>(meta.size())})
                           .encode(Form::explicit_little);
  for (const Bytes* part : {&length, &meta, &dataset})
    file.insert(file.end(), part->begin(), part->end());
  return file;
}

void append_item(Bytes& bytes, const Bytes& value) {
  append(bytes, std::uint16_t{0xFFFE});
  append(bytes, std::uint16_t{0xE000});
  append(bytes, static_cast<std::uint32_t>(value.size()));
  bytes.insert(bytes.end(), value.begin(), value.end());
}

// PS3.5 A.4.
Bytes encapsulated(const std::vector<Bytes>& fragments, const std::vector<std::uint32_t>& offsets) {
  Bytes bytes = {0xE0, 0x7F, 0x10, 0x00, 'O', 'B', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF};
  Bytes table;
  for (const std::uint32_t offset : offsets)
    append(table, offset);
  append_item(bytes, table);
  for (const Bytes& fragment : fragments)
    append_item(bytes, fragment);
  append(bytes, std::uint16_t{0xFFFE});
  append(bytes, std::uint16_t{0xE0DD});
  append(bytes, std::uint32_t{0});
  return bytes;
}

// PS3.5 8.1.1: bits low one first, else little endian cells.
Bytes pack(unsigned bits_allocated, const std::vector<std::int64_t>& cells) {
  Bytes bytes;
  if (bits_allocated == 1) {
    bytes.resize((cells.size() + 7) / 8);
    for (std::size_t i = 0; i < cells.size(); ++i)
      bytes[i / 8] = static_cast<std::uint8_t>(bytes[i / 8] | (cells[i] & 1) << (i % 8));
  } else {
    for (const std::int64_t cell : cells) {
      append(bytes, cell);
      bytes.resize(bytes.size() - (sizeof cell - bits_allocated / 8));
    }
  }
  return bytes;
}

TinyPixels whole_cells(unsigned bits_stored, bool is_signed) {
  const unsigned allocated = bits_stored == 1    ? 1
                             : bits_stored <= 8  ? 8
                             : bits_stored <= 16 ? 16
                                                 : 32;
  return {.bits_stored = bits_stored,
          .bits_allocated = allocated,
          .high_bit = bits_stored - 1,
          .is_signed = is_signed};
}

}  // namespace

void TinyFile::describe(const TinyPixels& pixels, std::size_t columns) {
  dataset_ = identity(UID_MRImageStorage, "MR");
  dataset_.integers(DCM_SamplesPerPixel, "US", {pixels.samples_per_pixel})
      .text(DCM_PhotometricInterpretation, "CS", pixels.photometric_interpretation)
      .integers(DCM_BitsAllocated, "US", {pixels.bits_allocated})
      .integers(DCM_BitsStored, "US", {pixels.bits_stored})
      .integers(DCM_HighBit, "US", {pixels.high_bit})
      .integers(DCM_PixelRepresentation, "US", {pixels.is_signed ? 1 : 0});
  if (pixels.samples_per_pixel > 1)
    dataset_.integers(DCM_PlanarConfiguration, "US", {pixels.planar_configuration});
  matrix(1, static_cast<unsigned>(columns));
}

TinyFile::TinyFile(const TinyPixels& pixels, const std::vector<std::int64_t>& cells)
    : pixels_(pack(pixels.bits_allocated, cells)) {
  describe(pixels, cells.size() / pixels.samples_per_pixel);
}

TinyFile::TinyFile(std::string_view vr, const std::vector<double>& values) : pixel_vr_(vr) {
  const bool is_single = vr == "OF";
  const unsigned bits = is_single ? 32 : 64;
  describe({.bits_stored = bits, .bits_allocated = bits, .high_bit = bits - 1}, values.size());
  of(UID_ParametricMapStorage, "OT");
  pixel_tag_ = is_single ? DCM_FloatPixelData : DCM_DoubleFloatPixelData;
  pixel_word_bytes_ = bits / 8;
  for (const double value : values) {
    if (is_single)
      append(pixels_, std::bit_cast<std::uint32_t>(static_cast<float>(value)));
    else
      append(pixels_, std::bit_cast<std::uint64_t>(value));
  }
}

TinyFile& TinyFile::with(const TinyDataset& attributes) {
  dataset_.with(attributes);
  return *this;
}

TinyFile& TinyFile::of(std::string_view sop_class_uid, std::string_view modality) {
  dataset_.text(DCM_SOPClassUID, "UI", sop_class_uid).text(DCM_Modality, "CS", modality);
  return *this;
}

TinyFile& TinyFile::matrix(unsigned rows, unsigned columns) {
  dataset_.integers(DCM_Rows, "US", {rows}).integers(DCM_Columns, "US", {columns});
  return *this;
}

TinyFile& TinyFile::frames(unsigned number) {
  dataset_.text(DCM_NumberOfFrames, "IS", std::to_string(number));
  return *this;
}

TinyFile& TinyFile::in(Form form) {
  form_ = form;
  return *this;
}

TinyFile& TinyFile::encapsulate(std::string_view transfer_syntax_uid, std::vector<Bytes> fragments,
                                std::vector<std::uint32_t> offsets) {
  transfer_syntax_uid_ = transfer_syntax_uid;
  fragments_ = std::move(fragments);
  offsets_ = std::move(offsets);
  for (Bytes& fragment : fragments_) {
    if (fragment.size() % 2 != 0)
      fragment.push_back(0);
  }
  return *this;
}

TinyFile& TinyFile::cut(std::size_t bytes) {
  pixels_.resize(bytes);
  return *this;
}

Bytes TinyFile::bytes() const {
  if (!transfer_syntax_uid_.empty()) {
    Bytes dataset = dataset_.encode(Form::explicit_little);
    const Bytes pixels = encapsulated(fragments_, offsets_);
    dataset.insert(dataset.end(), pixels.begin(), pixels.end());
    return part10(transfer_syntax_uid_, dataset);
  }
  TinyDataset whole = dataset_;
  whole.bytes(pixel_tag_, pixel_vr_, pixels_, pixel_word_bytes_);
  return part10(uid_of(form_), whole.encode(form_));
}

TinyFile grey(unsigned bits_stored, const std::vector<std::int64_t>& values) {
  return {whole_cells(bits_stored, false), values};
}

TinyFile signed_grey(unsigned bits_stored, const std::vector<std::int64_t>& values) {
  return {whole_cells(bits_stored, true), values};
}

TinyFile color(const std::vector<std::int64_t>& samples,
               std::string_view photometric_interpretation) {
  return {{.samples_per_pixel = 3, .photometric_interpretation = photometric_interpretation},
          samples};
}

TinyFile indexed(const std::vector<std::int64_t>& values) {
  return {{.photometric_interpretation = "PALETTE COLOR"}, values};
}

Bytes file_without_pixels(std::string_view sop_class_uid, std::string_view modality) {
  return part10(explicit_little_endian,
                identity(sop_class_uid, modality).encode(Form::explicit_little));
}

Bytes rle(const std::vector<Bytes>& segments) {
  constexpr std::size_t header_words = 16;
  Bytes body;
  Bytes header;
  append(header, static_cast<std::uint32_t>(segments.size()));
  for (const Bytes& segment : segments) {
    append(header, static_cast<std::uint32_t>(4 * header_words + body.size()));
    body.push_back(static_cast<std::uint8_t>(segment.size() - 1));  // a literal run
    body.insert(body.end(), segment.begin(), segment.end());
    if (body.size() % 2 != 0)
      body.push_back(0x80);  // does nothing
  }
  header.resize(4 * header_words);
  header.insert(header.end(), body.begin(), body.end());
  return header;
}

}  // namespace noctis::conformance
