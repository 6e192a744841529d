#include "warm/run_messages.hpp"

#include <unistd.h>

#include <cstring>
#include <type_traits>
#include <utility>

#include "base/file.hpp"

namespace noctis {

namespace {

// A message is its length, its kind (the number in RunMessage) and its fields one after another.
// Both ends are the same program: numbers are as they lie in memory.

constexpr std::uint32_t largest_message = 1 << 20;
constexpr std::size_t longest_text = 1 << 16;  // of each; a path has 4096 at most

// Of millions of files that are as they were there is no more to tell.
bool tells_more(const FileReport& report) noexcept {
  const std::uint64_t counts = report.frames | report.renditions | report.pictures |
                               report.bytes_read | report.bytes_made | report.objects_written |
                               report.bytes_written;
  return report.outcome != FileOutcome::unchanged || counts != 0 || report.error ||
         !report.reason.empty() || !report.study_instance_uid.empty() ||
         !report.series_instance_uid.empty() || !report.sop_instance_uid.empty() ||
         !report.study_description.empty();
}

template <class Report, class Field>
void fields_of_report(Report& report, const Field& field) {
  field(report.path);
  field(report.outcome);
  field(report.is_image);
  field(report.known_failure);
  bool more = tells_more(report);  // of one that is being read, what comes decides
  field(more);
  if (!more)
    return;
  field(report.reason);
  field(report.error);
  field(report.study_instance_uid);
  field(report.series_instance_uid);
  field(report.sop_instance_uid);
  field(report.study_description);
  field(report.frames);
  field(report.renditions);
  field(report.pictures);
  field(report.bytes_read);
  field(report.bytes_made);
  field(report.objects_written);
  field(report.bytes_written);
}

template <class Message, class Field>
void fields_of(Message& message, const Field& field) {
  using Kind = std::remove_const_t<Message>;
  if constexpr (std::is_same_v<Kind, FileReport>) {
    fields_of_report(message, field);
  } else if constexpr (std::is_same_v<Kind, RunNote>) {
    field(message.text);
  } else if constexpr (std::is_same_v<Kind, RunBegan>) {
    field(message.run_id);
  } else if constexpr (std::is_same_v<Kind, RunExpects>) {
    field(message.files);
  } else if constexpr (std::is_same_v<Kind, Summary>) {
    field(message);
  } else if constexpr (std::is_same_v<Kind, RunFailed>) {
    field(message.error.kind);
    field(message.error.what);
    field(message.fatal);
  }
}

class FieldWriter {
 public:
  explicit FieldWriter(std::string& bytes) : bytes_(bytes) {}

  void operator()(const std::string& text) const {
    const std::string_view kept = std::string_view(text).substr(0, longest_text);
    (*this)(std::uint64_t{kept.size()});
    bytes_ += kept;
  }
  void operator()(const std::optional<ErrorKind>& value) const {
    (*this)(value.has_value());
    (*this)(value.value_or(ErrorKind{}));
  }
  template <class Value>
  requires std::is_trivially_copyable_v<Value>
  void operator()(const Value& value) const {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }

 private:
  std::string& bytes_;
};

class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : bytes_(bytes) {}

  void operator()(std::string& text) const {
    std::uint64_t length = 0;
    (*this)(length);
    text = take(length);
  }
  void operator()(bool& value) const {
    std::uint8_t byte = 0;
    (*this)(byte);
    value = byte != 0;
  }
  void operator()(std::optional<ErrorKind>& value) const {
    bool is_there = false;
    ErrorKind kind = {};
    (*this)(is_there);
    (*this)(kind);
    if (is_there)
      value = kind;
  }
  template <class Value>
  requires std::is_trivially_copyable_v<Value>
  void operator()(Value& value) const { raw(value); }

  [[nodiscard]] bool went_well() const { return !short_ && bytes_.empty(); }

 private:
  template <class Value>
  void raw(Value& value) const {
    const std::string_view bytes = take(sizeof value);
    if (bytes.size() == sizeof value)
      std::memcpy(static_cast<void*>(&value), bytes.data(), sizeof value);
  }

  [[nodiscard]] std::string_view take(std::uint64_t length) const {
    short_ = short_ || length > bytes_.size();
    if (short_)
      return {};
    const std::string_view taken = bytes_.substr(0, length);
    bytes_.remove_prefix(length);
    return taken;
  }

  mutable std::string_view bytes_;
  mutable bool short_ = false;
};

// What an enumeration may be; the other fields may be anything.
template <class Message>
bool is_sound(const Message& message) {
  if constexpr (std::is_same_v<Message, FileReport>)
    return message.outcome <= FileOutcome::pending &&
           (!message.error || *message.error <= ErrorKind::usage);
  else if constexpr (std::is_same_v<Message, Summary>)
    return message.end <= RunEnd::deadline;
  else if constexpr (std::is_same_v<Message, RunFailed>)
    return message.error.kind <= ErrorKind::usage;
  else
    return true;
}

template <std::size_t Kind = 0>
std::optional<RunMessage> message_from(std::size_t kind, std::string_view bytes) {
  if constexpr (Kind < std::variant_size_v<RunMessage>) {
    if (kind != Kind)
      return message_from<Kind + 1>(kind, bytes);
    std::variant_alternative_t<Kind, RunMessage> message;
    const FieldReader reader(bytes);
    fields_of(message, reader);
    if (reader.went_well() && is_sound(message))
      return RunMessage(std::in_place_index<Kind>, std::move(message));
  }
  return std::nullopt;
}

// The number in RunMessage.
template <class Message, std::size_t Kind = 0>
constexpr std::size_t kind_of() {
  if constexpr (std::is_same_v<Message, std::variant_alternative_t<Kind, RunMessage>>)
    return Kind;
  else
    return kind_of<Message, Kind + 1>();
}

template <class Message>
void append(std::string& bytes, const Message& message) {
  std::uint32_t length = 0;
  const std::size_t start = bytes.size();
  FieldWriter{bytes}(length);
  bytes += static_cast<char>(kind_of<Message>());
  fields_of(message, FieldWriter(bytes));
  length = static_cast<std::uint32_t>(bytes.size() - start - sizeof length);
  std::memcpy(bytes.data() + start, &length, sizeof length);
}

}  // namespace

std::string to_bytes(const RunMessage& message) {
  std::string bytes;
  std::visit([&](const auto& each) { append(bytes, each); }, message);
  return bytes;
}

Result<std::optional<RunMessage>> MessageReader::next() {
  const std::string_view rest = std::string_view(pending_).substr(read_);
  std::uint32_t length = 0;
  if (rest.size() >= sizeof length)
    std::memcpy(&length, rest.data(), sizeof length);
  if (length > largest_message || (rest.size() >= sizeof length && length == 0))
    return failure(ErrorKind::malformed, "a message of {} bytes", length);
  if (rest.size() < sizeof length || rest.size() < sizeof length + length) {
    pending_.erase(0, read_);
    read_ = 0;
    return std::optional<RunMessage>();
  }
  const std::string_view body = rest.substr(sizeof length, length);
  auto message = message_from(static_cast<unsigned char>(body.front()), body.substr(1));
  if (!message)
    return failure(ErrorKind::malformed, "a message of kind {} that cannot be read",
                   static_cast<unsigned>(static_cast<unsigned char>(body.front())));
  read_ += sizeof length + length;
  return message;
}

void MessageSender::send(const RunMessage& message, bool at_once) {
  const std::scoped_lock lock(mutex_);
  std::visit([&](const auto& each) { append(pending_, each); }, message);
  write_when_due(at_once);
}

// As send() does, the report not copied: there may be millions of them.
void MessageSender::file_ended(const FileReport& report) {
  const std::scoped_lock lock(mutex_);
  append(pending_, report);
  write_when_due(false);
}

void MessageSender::write_when_due(bool at_once) {
  constexpr std::size_t large_piece = 1 << 15;
  constexpr std::chrono::milliseconds longest_wait{100};
  const auto now = std::chrono::steady_clock::now();
  if (!at_once && pending_.size() < large_piece && now - sent_ < longest_wait)
    return;
  if (!write_all(fd_, as_bytes(pending_)))
    ::_exit(1);
  pending_.clear();
  sent_ = now;
}

}  // namespace noctis
