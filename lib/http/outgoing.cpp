#include "http/outgoing.hpp"

#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <variant>

#include "base/base64.hpp"

namespace noctis {

namespace {

// One client's large file must not keep the others of its worker waiting.
constexpr std::uint64_t most_at_once = 256 << 10;

iovec vector_of(std::string_view text) noexcept {
  // sendmsg() only reads; its type does not say so.
  return {const_cast<char*>(text.data()), text.size()};
}

// Nothing, or what errno tells; 0 where the file ends before.
std::optional<int> read_all(int file, std::uint64_t offset, std::uint8_t* to,
                            std::size_t length) noexcept {
  while (length > 0) {
    const ssize_t count = ::pread(file, to, length, static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return count < 0 ? errno : 0;
    to += count;
    offset += static_cast<std::uint64_t>(count);
    length -= static_cast<std::size_t>(count);
  }
  return std::nullopt;
}

// What is left of `text`, which begins at `begin` of a body of which `sent` has gone.
std::string_view left_of(std::string_view text, std::uint64_t begin, std::uint64_t sent) noexcept {
  return sent <= begin ? text : text.substr(std::min<std::uint64_t>(sent - begin, text.size()));
}

}  // namespace

Outgoing::Outgoing(std::string_view head, const Response& response, bool with_body) noexcept
    : head_(head) {
  if (!with_body)
    return;
  body_size_ = response.size();
  if (const auto* text = std::get_if<std::string>(&response.body)) {
    before_ = *text;
  } else if (const auto* shared = std::get_if<SharedText>(&response.body)) {
    before_ = shared->text;
  } else if (const auto* base64 = std::get_if<Base64Body>(&response.body)) {
    before_ = base64->before;
    after_ = base64->after;
    file_ = base64->file.get();
    file_size_ = base64->size;
    in_base64_ = true;
  } else {
    file_ = std::get<FileBody>(response.body).file.get();
    file_size_ = body_size_;
  }
}

Outgoing::Progress Outgoing::push(int socket, PieceRoom& room) noexcept {
  const std::uint64_t enough = body_sent_ + most_at_once;
  bool any = false;
  do {
    const bool passes_through = file_ >= 0 && !in_base64_ && head_.empty();
    const Step step = passes_through ? push_file(socket) : push_piece(socket, room);
    if (step == Step::failed)
      return Progress::failed;
    if (step == Step::blocked)
      return any ? Progress::some : Progress::blocked;
    if (head_.empty() && body_sent_ == body_size_)
      return Progress::done;
    if (step == Step::part)
      return Progress::some;
    any = true;
  } while (body_sent_ < enough);
  return Progress::some;
}

Outgoing::Step Outgoing::push_piece(int socket, PieceRoom& room) noexcept {
  std::array<std::string_view, 4> parts{head_, left_of(before_, 0, body_sent_)};
  if (in_base64_ && !add_encoded(parts, room))
    return Step::failed;
  std::array<iovec, 4> vectors = {};
  std::ranges::transform(parts, vectors.begin(), vector_of);
  const std::size_t size = parts[0].size() + parts[1].size() + parts[2].size() + parts[3].size();
  const bool more_follows = body_sent_ + (size - head_.size()) < body_size_;
  msghdr message = {};
  message.msg_iov = vectors.data();
  message.msg_iovlen = vectors.size();
  const ssize_t count = ::sendmsg(socket, &message, MSG_NOSIGNAL | (more_follows ? MSG_MORE : 0));
  if (count < 0)
    return stopped_by(errno);
  any_sent_ = true;
  const auto sent = static_cast<std::size_t>(count);
  const std::size_t of_head = std::min(sent, head_.size());
  head_.remove_prefix(of_head);
  body_sent_ += sent - of_head;
  return sent == size ? Step::whole : Step::part;
}

bool Outgoing::add_encoded(std::array<std::string_view, 4>& parts, PieceRoom& room) noexcept {
  const std::uint64_t encoded = base64_size(file_size_);
  const std::uint64_t begin = before_.size();
  const std::uint64_t position = std::max(body_sent_, begin) - begin;
  std::uint64_t end = file_size_;  // of what is read, in the file
  if (position < encoded) {
    const std::uint64_t offset = position / 4 * 3;
    const auto count = std::min<std::size_t>(PieceRoom::bytes, file_size_ - offset);
    file_error_ = read_all(file_, offset, room.file.data(), count);
    if (file_error_)
      return false;
    write_base64(room.text.data(), {room.file.data(), count});
    parts[2] = std::string_view(room.text.data(), base64_size(count)).substr(position % 4);
    end = offset + count;
  }
  if (end == file_size_)
    parts[3] = left_of(after_, begin + encoded, body_sent_);
  return true;
}

Outgoing::Step Outgoing::push_file(int socket) noexcept {
  auto offset = static_cast<off_t>(body_sent_);
  const std::uint64_t size = std::min(body_size_ - body_sent_, most_at_once);
  const ssize_t count = ::sendfile(socket, file_, &offset, size);
  if (count == 0 || (count < 0 && errno == EIO))
    file_error_ = count == 0 ? 0 : EIO;
  if (file_error_)
    return Step::failed;
  if (count < 0)
    return stopped_by(errno);
  const auto sent = static_cast<std::uint64_t>(count);
  body_sent_ += sent;
  return sent == size ? Step::whole : Step::part;
}

Outgoing::Step Outgoing::stopped_by(int error_number) noexcept {
  if (error_number == EAGAIN || error_number == EWOULDBLOCK || error_number == EINTR)
    return Step::blocked;
  return Step::failed;
}

}  // namespace noctis
