#include "http/connection.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <exception>
#include <memory>
#include <span>
#include <utility>
#include <variant>

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>

#include "http/response_head.hpp"

namespace noctis {

namespace {

/// What `function` returns, or why it threw.
template <class Function>
auto attempt(const Function& function) -> tl::expected<decltype(function()), std::string> {
  try {
    return function();
  } catch (const std::exception& error) {
    return tl::unexpected(std::string(error.what()));
  } catch (...) {
    return tl::unexpected(std::string("what is no std::exception was thrown"));
  }
}

// What fits in a socket's buffers, more or less, and is of no account.
bool is_large_text(const Response& response) noexcept {
  constexpr std::uint64_t large = 64 << 10;
  const bool is_text = std::holds_alternative<std::string>(response.body) ||
                       std::holds_alternative<SharedText>(response.body);
  return is_text && response.size() > large;
}

// Of a file that could not be sent: errno, or 0.
std::string cause_of(int file_error) {
  if (file_error == 0)
    return "the file is shorter than was promised";
  return system_error("the file cannot be read", file_error).what;
}

// Counts bytes in `sum` as long as they wait.
class Unread {
 public:
  Unread(std::uint64_t& sum, std::uint64_t bytes) noexcept : sum_(sum), bytes_(bytes) {
    sum_ += bytes_;
  }
  ~Unread() { sum_ -= bytes_; }
  Unread(const Unread&) = delete;
  Unread& operator=(const Unread&) = delete;

 private:
  std::uint64_t& sum_;
  std::uint64_t bytes_;
};

}  // namespace

/// An answer in the making on another thread.  Whoever waits for it waits for a timer that never
/// rings, and is woken by its end, or because it will not be made.
class ClientConnection::LateAnswer {
 public:
  /// The timer outlives all waiting.
  LateAnswer(Timer& ready, Clock::time_point end) noexcept : ready_(ready), end_(end) {}

  /// Whether the caller, of any thread, is the one to do so: one of the two is done, and once.
  /// Nothing is begun past the end: it is dropped by who looks at the clock next.
  [[nodiscard]] bool begin() noexcept {
    return Clock::now() < end_.load() && end_waiting(Stage::begun);
  }
  [[nodiscard]] bool drop() noexcept { return end_waiting(Stage::dropped); }
  [[nodiscard]] bool is_dropped() const noexcept { return stage_ == Stage::dropped; }

  void end_at(Clock::time_point end) noexcept { end_ = end; }

  /// On the event loop of who waits.
  void wake() { ready_.cancel(); }

  tl::expected<Response, std::string> response = {};  ///< once it was begun

 private:
  enum class Stage : std::uint8_t { waiting, begun, dropped };

  bool end_waiting(Stage next) noexcept {
    Stage waiting = Stage::waiting;
    return stage_.compare_exchange_strong(waiting, next);
  }

  Timer& ready_;
  std::atomic<Clock::time_point> end_;
  std::atomic<Stage> stage_ = Stage::waiting;
};

ClientConnection::ClientConnection(WorkerShared& shared, Socket socket, std::string address)
    : shared_(shared), socket_(std::move(socket)), head_end_(shared.limits.head_bytes) {
  request_.address = std::move(address);
}

Task<> ClientConnection::serve() {
  while (co_await receive_head()) {
    const auto understood = understand();
    shared_.observer.began();
    Answer answer = understood ? ask()
                               : error_response(understood.error().status,
                                                understood.error().details, request_.path);
    if (auto* const work = std::get_if<LongWork>(&answer)) {
      Response late = co_await wait_for(std::move(*work));
      answer = std::move(late);
    }
    const Sent sent = co_await send(std::get<Response>(answer),
                                    understood.value_or(Persistence{.keep_alive = false}));
    if (sent == Sent::last)
      co_await say_farewell();
    if (sent != Sent::more_may_come)
      co_return;
  }
}

void ClientConnection::look_at_clock(Clock::time_point now) {
  if (late_ != nullptr && is_in_vain(now) && late_->drop())
    late_->wake();
  if (now < deadline_)
    return;
  expired_ = true;
  error_code
      ignored;  // where nobody waits for the socket, as during long work, nothing is cancelled
  socket_.cancel(ignored);
}

void ClientConnection::drain(Clock::time_point now) {
  end_ = now + shared_.limits.drain_time;
  deadline_ = std::min(deadline_, end_);
  if (idle_)
    deadline_ = std::min(deadline_, now + shared_.limits.drain_idle_time);
  if (late_ != nullptr)
    late_->end_at(end_);
}

void ClientConnection::wait_until(Clock::time_point deadline) noexcept {
  deadline_ = std::min(deadline, end_);
  expired_ = false;
}

Task<bool> ClientConnection::receive_head() {
  const ServerLimits& limits = shared_.limits;
  refusal_.reset();
  begun_ = Clock::now();
  idle_ = input_.bytes().empty();
  if (!idle_)
    wait_until(begun_ + limits.head_time);
  else
    wait_until(begun_ + (shared_.draining ? limits.drain_idle_time : limits.idle_time));
  for (;;) {
    auto end = head_end_.find(input_.bytes());
    if (!end) {
      refusal_ = std::move(end).error();
      co_return true;
    }
    head_size_ = *end;
    if (head_size_ > 0)
      co_return true;
    const Received received = co_await receive();
    if (received != Received::some && idle_)
      co_return false;
    if (received == Received::nothing) {
      refusal_ = HeadRefusal{400, "the head ends before its empty line"};
      co_return true;
    }
    if (received == Received::expired) {
      refusal_ = HeadRefusal{408, "the head took too long to come"};
      co_return true;
    }
    if (idle_) {
      idle_ = false;
      begun_ = Clock::now();
      wait_until(begun_ + limits.head_time);
    }
  }
}

Task<ClientConnection::Received> ClientConnection::receive() {
  error_code failed;
  const std::span<char> room = input_.room();
  const std::size_t count = co_await socket_.async_receive(asio::buffer(room.data(), room.size()),
                                                           asio::redirect_error(use_task, failed));
  input_.came(count);
  if (count > 0)
    co_return Received::some;
  co_return expired_ ? Received::expired : Received::nothing;
}

tl::expected<Persistence, HeadRefusal> ClientConnection::understand() {
  shared_.ids.write_next(request_.id);
  request_.method = Method::get;
  request_.path.clear();
  request_.query.clear();
  request_.headers.clear();
  request_.caller = {};
  if (refusal_)
    return tl::unexpected(*refusal_);
  auto understood = read_head(input_.bytes().substr(0, head_size_), request_);
  input_.drop(head_size_);
  head_end_.restart();
  return understood;
}

Answer ClientConnection::ask() {
  auto answer = attempt([this] { return shared_.service.answer(request_); });
  if (!answer)
    return broken(std::move(answer).error());
  return std::move(*answer);
}

Response ClientConnection::broken(std::string cause) {
  Response response = error_response(
      500, "the server's log has what went wrong under this answer's X-Request-Id", request_.path);
  response.cause = std::move(cause);
  return dressed(std::move(response));
}

Response ClientConnection::overloaded(std::string_view details) {
  Response response = error_response(503, details, request_.path);
  response.cause = details;
  response.headers.emplace_back("Retry-After", "1");
  return dressed(std::move(response));
}

Response ClientConnection::dressed(Response response) {
  // A service that cannot do so either has no more to say: the answer goes out as far as it is.
  (void)attempt([&] {
    shared_.service.dress(response, request_);
    return true;
  });
  return response;
}

// What changes something is done, whoever still listens.
bool ClientConnection::is_in_vain(Clock::time_point now) noexcept {
  return now >= end_ || (request_.method != Method::post && client_has_left());
}

// Or has only closed its side: that one is told so.
bool ClientConnection::client_has_left() noexcept {
  char next = 0;
  const ssize_t count = ::recv(socket_.native_handle(), &next, 1, MSG_PEEK | MSG_DONTWAIT);
  return count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

Task<Response> ClientConnection::wait_for(LongWork work) {
  Timer ready(socket_.get_executor(), Clock::time_point::max());
  const auto late = std::make_shared<LateAnswer>(ready, end_);
  auto task = [work = std::move(work), mine = late, executor = socket_.get_executor()] {
    if (!mine->begin())
      return;
    mine->response = attempt(work);
    // Somebody waits still: what was begun is not dropped.
    asio::post(executor, [finished = mine] { finished->wake(); });
  };
  if (!shared_.pool.add(std::move(task), [late] { return !late->is_dropped(); }))
    co_return overloaded("too many pictures are being made");
  late_ = late;
  error_code cancelled;
  co_await ready.async_wait(asio::redirect_error(use_task, cancelled));
  late_.reset();
  if (late->is_dropped() && Clock::now() >= end_)
    co_return overloaded("this server stops, and its turn has not come");
  if (late->is_dropped())
    co_return dressed(error_response(499, "this side of the connection was closed before its turn",
                                     request_.path));
  if (!late->response)
    co_return broken(std::move(late->response).error());
  co_return std::move(*late->response);
}

Task<ClientConnection::Sent> ClientConnection::send(Response& response, Persistence persistence) {
  if (auto fault = fault_of(response))
    response = broken(*std::move(fault));
  if (heaped_up_by(response) > 0 && shared_.unread_text >= shared_.limits.unread_text)
    response = overloaded("others do not read what they asked for");
  // What has been received is still answered, in its order, if it is not for ever.
  if (shared_.draining && (input_.bytes().empty() || Clock::now() >= end_))
    persistence.keep_alive = false;
  head_.clear();
  append_head(head_, response,
              {.id = request_.id,
               .date = shared_.date.now(),
               .response_time = Clock::now() - begun_,
               .persistence = persistence});
  Outgoing outgoing(head_, response, has_body(request_.method, response.status));
  const Outgoing::Progress progress = outgoing.push(socket_.native_handle(), shared_.room);
  if (outgoing.file_error() && outgoing.is_untouched()) {
    response = broken(cause_of(*outgoing.file_error()));
    co_return co_await send(response, persistence);
  }
  bool whole = progress == Outgoing::Progress::done;
  if (!whole && progress != Outgoing::Progress::failed) {
    const Unread unread(shared_.unread_text, heaped_up_by(response));
    const auto end =
        waits_long(response) ? Clock::now() + shared_.limits.text_time : Clock::time_point::max();
    whole = co_await send_rest(outgoing, end);
  }
  if (outgoing.file_error())
    response.cause = cause_of(*outgoing.file_error());
  shared_.observer.finished({.request = request_,
                             .response = response,
                             .sent = outgoing.body_sent(),
                             .whole = whole,
                             .duration = Clock::now() - begun_});
  if (!whole)
    co_return Sent::broken;
  co_return persistence.keep_alive ? Sent::more_may_come : Sent::last;
}

// A large text is not held for ever for one who reads in drops: it may make others wait, or, where
// it is shared, anyone may ask for it.
bool ClientConnection::waits_long(const Response& response) const noexcept {
  return is_large_text(response) && has_body(request_.method, response.status);
}

std::uint64_t ClientConnection::heaped_up_by(const Response& response) const noexcept {
  const bool is_shared = std::holds_alternative<SharedText>(response.body);
  return waits_long(response) && !is_shared ? response.size() : 0;
}

Task<bool> ClientConnection::send_rest(Outgoing& outgoing, Clock::time_point end) {
  wait_until(std::min(Clock::now() + shared_.limits.write_time, end));
  for (;;) {
    error_code failed;
    co_await socket_.async_wait(Socket::wait_write, asio::redirect_error(use_task, failed));
    if (failed)
      co_return false;
    const Outgoing::Progress progress = outgoing.push(socket_.native_handle(), shared_.room);
    if (progress == Outgoing::Progress::done || progress == Outgoing::Progress::failed)
      co_return progress == Outgoing::Progress::done;
    if (progress == Outgoing::Progress::some)
      wait_until(std::min(Clock::now() + shared_.limits.write_time, end));
  }
}

Task<> ClientConnection::say_farewell() {
  error_code ignored;  // a client that has gone already needs none
  socket_.shutdown(Socket::shutdown_send, ignored);
  wait_until(Clock::now() + shared_.limits.farewell_time);
  Received received = Received::some;
  while (received == Received::some && !expired_) {
    input_.drop(input_.bytes().size());
    received = co_await receive();
  }
}

}  // namespace noctis
