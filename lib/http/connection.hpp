// One client's connection: requests in, answers out, in their order.

#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "http/asio.hpp"
#include "http/head_end.hpp"
#include "http/http_date.hpp"
#include "http/input_buffer.hpp"
#include "http/long_work_pool.hpp"
#include "http/outgoing.hpp"
#include "http/request_head.hpp"
#include "http/request_ids.hpp"
#include "http/server.hpp"
#include "http/service.hpp"

namespace noctis {

/// What the connections of one worker share.
struct WorkerShared {
  Service& service;
  ExchangeObserver& observer;
  const ServerLimits& limits;
  LongWorkPool& pool;
  RequestIds ids = {};
  HttpDate date = {};
  PieceRoom room = {};
  std::uint64_t unread_text = 0;  ///< bytes of texts that wait for their clients
  bool draining = false;          ///< the server has been stopped
};

class ClientConnection {
 public:
  /// All of it on the worker's thread.  `socket` has one client; `address` is its host.
  ClientConnection(WorkerShared& shared, Socket socket, std::string address);

  /// Answers until one of both sides has had enough.
  Task<> serve();

  /// Ends what has waited for too long.  To be called every now and then.
  void look_at_clock(Clock::time_point now);

  /// The server has been stopped.
  void drain(Clock::time_point now);

 private:
  enum class Received : std::uint8_t { some, nothing, expired };
  enum class Sent : std::uint8_t { more_may_come, last, broken };
  class LateAnswer;

  /// False: there is nothing to answer any more.
  Task<bool> receive_head();
  Task<Received> receive();
  /// Makes the Request; refuses what is none.
  [[nodiscard]] tl::expected<Persistence, HeadRefusal> understand();
  [[nodiscard]] Answer ask();
  Task<Response> wait_for(LongWork work);
  /// Whether what has not been begun for it need not be any more.
  [[nodiscard]] bool is_in_vain(Clock::time_point now) noexcept;
  [[nodiscard]] bool client_has_left() noexcept;
  Task<Sent> send(Response& response, Persistence persistence);
  [[nodiscard]] bool waits_long(const Response& response) const noexcept;
  /// Bytes that are kept for nobody else while it waits.
  [[nodiscard]] std::uint64_t heaped_up_by(const Response& response) const noexcept;
  Task<bool> send_rest(Outgoing& outgoing, Clock::time_point end);
  /// Closes so that the last answer reaches the client: a socket closed with input unread is reset,
  /// and a reset takes away what has not been read at the other end (RFC 9112, 9.6).
  Task<> say_farewell();
  [[nodiscard]] Response broken(std::string cause);
  [[nodiscard]] Response overloaded(std::string_view details);
  [[nodiscard]] Response dressed(Response response);
  void wait_until(Clock::time_point deadline) noexcept;

  WorkerShared& shared_;
  Socket socket_;
  InputBuffer input_;
  HeadEnd head_end_;
  std::size_t head_size_ = 0;
  std::optional<HeadRefusal> refusal_ = {};  ///< of bytes that never became a head
  Request request_;
  std::string head_ = {};  ///< of the answer
  Clock::time_point begun_ = {};
  Clock::time_point deadline_ = Clock::time_point::max();  ///< of what is being waited for
  Clock::time_point end_ = Clock::time_point::max();       ///< of all patience: the server stops
  bool expired_ = false;                                   ///< it has passed
  bool idle_ = true;                                       ///< nothing of a request has come
  std::shared_ptr<LateAnswer> late_ = {};                  ///< what is waited for
};

}  // namespace noctis
