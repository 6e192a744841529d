#include "phantom/part10.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include <dcmtk/dcmdata/dcmetinf.h>
#include <dcmtk/dcmdata/dcostrmb.h>

#include "phantom/attributes.hpp"
#include "phantom/deflate.hpp"
#include "phantom/native.hpp"

namespace noctis::phantom {

namespace {

// Not DCMTK's: its own changes with each of its versions.
constexpr const char* implementation_class_uid = "2.25.309104213574868462152396105837207953154";
constexpr const char* implementation_version_name = "NOCTIS_PHANTOM";

template <class T>
void append(Bytes& bytes, T number) {
  for (std::size_t i = 0; i < sizeof number; ++i)
    bytes.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (8 * i)));
}

void append_tag(Bytes& bytes, std::uint16_t group, std::uint16_t element) {
  append(bytes, group);
  append(bytes, element);
}

void append_vr(Bytes& bytes, std::string_view vr) {
  bytes.insert(bytes.end(), vr.begin(), vr.end());
  append(bytes, std::uint16_t{0});
}

void append_item(Bytes& bytes, ByteView value) {
  append_tag(bytes, 0xfffe, 0xe000);
  append(bytes, static_cast<std::uint32_t>(value.size()));
  bytes.insert(bytes.end(), value.begin(), value.end());
}

void append_offsets(Bytes& bytes, std::uint16_t element,
                    const std::vector<std::uint64_t>& offsets) {
  append_tag(bytes, 0x7fe0, element);
  append_vr(bytes, "OV");
  append(bytes, static_cast<std::uint32_t>(offsets.size() * 8));
  for (const std::uint64_t offset : offsets)
    append(bytes, offset);
}

E_TransferSyntax syntax_of(Form form) noexcept {
  switch (form) {
    case Form::implicit_little:
      return EXS_LittleEndianImplicit;
    case Form::explicit_big:
      return EXS_BigEndianExplicit;
    default:
      return EXS_LittleEndianExplicit;
  }
}

Result<Bytes> serialize(DcmObject& object, E_TransferSyntax syntax, std::size_t length) {
  Bytes bytes(length);
  DcmOutputBufferStream stream(bytes.data(), static_cast<offile_off_t>(bytes.size()));
  object.transferInit();
  const OFCondition written = object.write(stream, syntax, EET_ExplicitLength, nullptr);
  object.transferEnd();
  void* unused = nullptr;
  offile_off_t used = 0;
  stream.flushBuffer(unused, used);
  if (written.bad())
    return failure(ErrorKind::unsupported, "DCMTK cannot write the dataset: {}", written.text());
  bytes.resize(static_cast<std::size_t>(used));
  return bytes;
}

Result<Bytes> meta_header(DcmDataset& dataset, std::string_view transfer_syntax_uid) {
  const auto copied = [&](const DcmTagKey& tag) {
    OFString text;
    dataset.findAndGetOFString(tag, text);
    return std::string(text.c_str());
  };
  DcmMetaInfo meta;
  meta.putAndInsertUint32(DCM_FileMetaInformationGroupLength, 0);
  const Uint8 version[] = {0, 1};
  meta.putAndInsertUint8Array(DCM_FileMetaInformationVersion, version, 2);
  put(meta, DCM_MediaStorageSOPClassUID, copied(DCM_SOPClassUID));
  put(meta, DCM_MediaStorageSOPInstanceUID, copied(DCM_SOPInstanceUID));
  put(meta, DCM_TransferSyntaxUID, std::string(transfer_syntax_uid));
  put(meta, DCM_ImplementationClassUID, implementation_class_uid);
  put(meta, DCM_ImplementationVersionName, implementation_version_name);
  meta.computeGroupLengthAndPadding(EGL_recalcGL, EPD_noChange, EXS_LittleEndianExplicit,
                                    EET_ExplicitLength, 0, 0);
  return serialize(meta, EXS_LittleEndianExplicit, 4096);
}

}  // namespace

Bytes native_element(Bytes value, const PixelShape& shape, Form form) {
  const bool words = shape.bits_allocated > 8 || form == Form::implicit_little;
  Bytes element;
  if (form == Form::explicit_big) {
    if (words)
      swap_words(value);
    element = {0x7f, 0xe0, 0x00, 0x10, 'O', static_cast<std::uint8_t>(words ? 'W' : 'B'), 0, 0};
    const auto length = big_endian_bytes(static_cast<std::uint32_t>(value.size()));
    element.insert(element.end(), length.begin(), length.end());
  } else {
    append_tag(element, 0x7fe0, 0x0010);
    if (form != Form::implicit_little)
      append_vr(element, words ? "OW" : "OB");
    append(element, static_cast<std::uint32_t>(value.size()));
  }
  element.insert(element.end(), value.begin(), value.end());
  return element;
}

Bytes encapsulated_element(const std::vector<Bytes>& frames, const PhantomSpec& spec) {
  Bytes items;
  std::vector<std::uint64_t> offsets;
  std::vector<std::uint64_t> lengths;
  for (const Bytes& frame : frames) {
    offsets.push_back(items.size());
    lengths.push_back(frame.size());
    const std::size_t step = spec.fragment_bytes == 0 ? frame.size() : spec.fragment_bytes;
    for (std::size_t at = 0; at < frame.size(); at += step)
      append_item(items, ByteView(frame).subspan(at, std::min(step, frame.size() - at)));
  }

  Bytes element;
  if (spec.offsets == PhantomOffsets::extended) {
    append_offsets(element, 0x0001, offsets);
    append_offsets(element, 0x0002, lengths);
  }
  append_tag(element, 0x7fe0, 0x0010);
  append_vr(element, "OB");
  append(element, std::uint32_t{0xffffffff});
  Bytes table;
  if (spec.offsets == PhantomOffsets::basic) {
    for (const std::uint64_t offset : offsets)
      append(table, static_cast<std::uint32_t>(offset));
  }
  append_item(element, table);
  element.insert(element.end(), items.begin(), items.end());
  append_tag(element, 0xfffe, 0xe0dd);
  append(element, std::uint32_t{0});
  return element;
}

Result<Bytes> part10_file(DcmDataset& dataset, ByteView pixel_element, const Encoding& encoding) {
  const E_TransferSyntax syntax = syntax_of(encoding.form);
  auto body = serialize(dataset, syntax, dataset.calcElementLength(syntax, EET_ExplicitLength));
  if (!body)
    return body;
  body->insert(body->end(), pixel_element.begin(), pixel_element.end());
  if (encoding.form == Form::deflated) {
    body = deflate_raw(*body);
    if (!body)
      return body;
  }
  auto file = meta_header(dataset, encoding.syntax.uid);
  if (!file)
    return file;
  file->insert(file->end(), body->begin(), body->end());
  return file;
}

}  // namespace noctis::phantom
