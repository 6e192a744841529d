// What a server asks for answers, and what it tells when one has been given.

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <variant>

#include "http/request.hpp"
#include "http/response.hpp"

namespace noctis {

/// An answer that takes longer than a look-up: run on one of a few threads of the server's own, no
/// matter which, while the connection waits.  It holds all that it needs, and nothing of the
/// Service.
using LongWork = std::function<Response()>;

using Answer = std::variant<Response, LongWork>;

/// Answers requests.  Each worker thread of a server has its own, made and used on that thread
/// alone.
class Service {
 public:
  virtual ~Service() = default;

  /// Quick: a look-up and a file's bytes.  What is thrown here, or by LongWork, becomes a 500 whose
  /// cause the log has and the client does not.
  [[nodiscard]] virtual Answer answer(Request& request) = 0;

  /// Gives an answer that the server made itself, in the place of this one's, what this one's have.
  virtual void dress(Response& /*response*/, const Request& /*request*/) {}

  /// About once a second, between requests.
  virtual void tick() {}
};

using ServiceFactory = std::function<std::unique_ptr<Service>()>;

/// One request and what came of it.
struct Exchange {
  const Request& request;  ///< of one that could not be parsed: what was understood of it
  const Response& response;
  std::uint64_t sent = 0;  ///< bytes of body
  bool whole = true;       ///< false: the client went, or the server's patience ended
  std::chrono::steady_clock::duration duration =
      {};  ///< from the first byte of the head to the last sent
};

/// Called from every worker thread: implementations are thread-safe and quick.
class ExchangeObserver {
 public:
  virtual ~ExchangeObserver() = default;
  /// A request's head has been read; finished() follows.
  virtual void began() {}
  virtual void finished(const Exchange& exchange) = 0;
};

}  // namespace noctis
