// Series and studies with more images than an event loop has the time to look at: a series of
// 50,000 takes a quarter of a second to list, during which no other client of its worker is
// answered.

#pragma once

#include <utility>
#include <variant>

#include "rest/answers.hpp"
#include "rest/ids.hpp"
#include "rest/parts.hpp"

namespace noctis {

/// Whether the series, or the study, of that id has more images than RestParts::images_at_once.
using IsLarge = bool (*)(const SharedParts& shared, const Index& index, const ThingId& id);
[[nodiscard]] bool is_large_series(const SharedParts& shared, const Index& index,
                                   const ThingId& id);
[[nodiscard]] bool is_large_study(const SharedParts& shared, const Index& index, const ThingId& id);

/// An answer at once, whatever time it takes.
[[nodiscard]] Answered<Response> finished(Answered<Answer> answer);

/// What `body(readers, request)`, an Answered<Answer>, says of the series or study `id`: now, or as
/// LongWork where it is a large one.  `body` holds what both threads can use.
template <class Body>
[[nodiscard]] Answered<Answer> answer_by_size(WorkerParts& worker, const Request& request,
                                              const ThingId& id, IsLarge is_large, Body body) {
  const StoreReaders& readers = worker.store.readers();
  if (!is_large(*worker.shared, readers.index, id))
    return body(readers, request);
  return long_work(
      request, [shared = worker.shared, request, body = std::move(body)]() -> Answered<Response> {
        return shared->pool.with(
            [&](const StoreReaders& others) { return finished(body(others, request)); });
      });
}

}  // namespace noctis
