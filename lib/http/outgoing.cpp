#include "http/outgoing.hpp"

#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <string>
#include <variant>

namespace noctis {

namespace {

// One client's large file must not keep the others of its worker waiting.
constexpr std::uint64_t most_of_a_file = 1 << 20;

iovec vector_of(std::string_view text) noexcept {
  // sendmsg() only reads; its type does not say so.
  return {const_cast<char*>(text.data()), text.size()};
}

Outgoing::Progress stopped_by(int error_number) noexcept {
  if (error_number == EAGAIN || error_number == EWOULDBLOCK || error_number == EINTR)
    return Outgoing::Progress::blocked;
  return Outgoing::Progress::failed;
}

}  // namespace

Outgoing::Outgoing(std::string_view head, const Response& response, bool with_body) noexcept
    : head_(head) {
  if (!with_body)
    return;
  body_size_ = response.size();
  if (const auto* text = std::get_if<std::string>(&response.body))
    text_ = *text;
  else
    file_ = std::get<FileBody>(response.body).file.get();
}

Outgoing::Progress Outgoing::push(int socket) noexcept {
  if (!head_.empty() || file_ < 0) {
    const Progress progress = push_texts(socket);
    if (progress != Progress::some || !head_.empty() || file_ < 0)
      return progress;
  }
  return push_file(socket);
}

Outgoing::Progress Outgoing::push_texts(int socket) noexcept {
  std::array parts{vector_of(head_), vector_of(text_.substr(body_sent_))};
  msghdr message = {};
  message.msg_iov = parts.data();
  message.msg_iovlen = parts.size();
  const bool file_follows = file_ >= 0 && body_size_ > 0;
  const ssize_t sent = ::sendmsg(socket, &message, MSG_NOSIGNAL | (file_follows ? MSG_MORE : 0));
  if (sent < 0)
    return stopped_by(errno);
  const std::size_t of_head = std::min(static_cast<std::size_t>(sent), head_.size());
  head_.remove_prefix(of_head);
  body_sent_ += static_cast<std::size_t>(sent) - of_head;
  return head_.empty() && body_sent_ == body_size_ ? Progress::done : Progress::some;
}

Outgoing::Progress Outgoing::push_file(int socket) noexcept {
  auto offset = static_cast<off_t>(body_sent_);
  const ssize_t sent =
      ::sendfile(socket, file_, &offset, std::min(body_size_ - body_sent_, most_of_a_file));
  if (sent < 0)
    return stopped_by(errno);
  if (sent == 0)
    return Progress::failed;
  body_sent_ += static_cast<std::uint64_t>(sent);
  return body_sent_ == body_size_ ? Progress::done : Progress::some;
}

}  // namespace noctis
