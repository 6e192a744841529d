// Studies: the list, and one with its series.

#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "rest/catalog.hpp"
#include "rest/find.hpp"
#include "rest/large_groups.hpp"
#include "rest/parameters.hpp"
#include "rest/parts.hpp"

namespace noctis {

namespace {

constexpr std::uint32_t default_limit = 50;
constexpr std::uint32_t largest_limit = 500;

// "20240501" as the index has it; nothing unless it is a date of the calendar.
std::optional<std::string> iso_of(std::string_view text) {
  constexpr std::size_t digits = 8;
  if (text.size() != digits || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  const auto year = *to_integer(text.substr(0, 4));
  const auto month = *to_integer(text.substr(4, 2));
  const auto day = *to_integer(text.substr(6, 2));
  const bool is_leap_year = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 ||
      day > days[month - 1] + (month == 2 && is_leap_year ? 1 : 0))
    return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

// One day, or a range of which one end may be open (PS3.4 C.2.2.2.5.1).
Answered<> parse_dates(std::string_view text, StudyQuery& query) {
  const auto refusal = [text] {
    return refuse(400, "date is \"{}\", not YYYYMMDD, YYYYMMDD-YYYYMMDD, YYYYMMDD- or -YYYYMMDD",
                  text);
  };
  const auto parts = split(text, '-');
  if (parts.size() > 2 || (parts.size() == 2 && parts[0].empty() && parts[1].empty()))
    return refusal();
  for (const auto& [part, date] :
       {std::pair(parts.front(), &query.first_date), std::pair(parts.back(), &query.last_date)}) {
    if (part.empty() && parts.size() == 2)
      continue;
    const auto iso = iso_of(part);
    if (!iso)
      return refusal();
    *date = *iso;
  }
  if (!query.last_date.empty() && query.last_date < query.first_date)
    return refuse(400, "date ends before it begins");
  return {};
}

Answered<StudyQuery> parse_query(const Request& request) {
  if (const auto single =
          check_single(request, {"q", "modality", "date", "sort", "limit", "cursor"});
      !single)
    return refuse(single);
  StudyQuery query;
  query.text = trim(request.parameter("q").value_or(""));
  query.modality = trim(request.parameter("modality").value_or(""));
  if (const auto date = request.parameter("date"); date && !date->empty()) {
    if (const auto parsed = parse_dates(*date, query); !parsed)
      return refuse(parsed);
  }
  if (const auto sort = request.parameter("sort")) {
    const auto order = parse_study_order(*sort);
    if (!order)
      return refuse(400, "{}", order.error().what);
    query.order = *order;
  }
  const auto limit = integer_parameter(request, "limit", 1, largest_limit);
  if (!limit)
    return refuse(limit);
  query.limit = limit->value_or(default_limit);
  if (const auto text = request.parameter("cursor")) {
    const auto cursor = parse_study_cursor(*text);
    if (!cursor)
      return refuse(400, "{}", cursor.error().what);
    if (!(cursor->order == query.order))
      return refuse(400, "cursor is of another sort");
    query.after = *cursor;
  }
  return query;
}

// It looks at every study: not the event loop's work.
Answered<Answer> list_studies(const Worker& worker, const Request& request) {
  auto query = parse_query(request);
  if (!query)
    return refuse(query);
  return long_work(request,
                   [shared = worker->shared, query = *std::move(query)]() -> Answered<Response> {
                     return shared->pool.with([&](const StoreReaders& readers) {
                       return json_response(study_list_json(readers.index.find_studies(query)));
                     });
                   });
}

// Of the study that is named, what `write` makes of it.
template <class Write>
Answered<Answer> answer_study(WorkerParts& worker, const Request& request, const Captured& captured,
                              Write write) {
  const auto id = parse_thing_id(captured.front());
  if (!id)
    return refuse(id);
  const auto answer = [id = *id, write](const StoreReaders& readers,
                                        const Request&) -> Answered<Answer> {
    const auto study = find_study(readers.index, id);
    if (!study)
      return refuse(study);
    return json_response(write(readers.index, *study));
  };
  return answer_by_size(worker, request, *id, is_large_study, answer);
}

}  // namespace

void add_study_routes(Router& router, const Worker& worker) {
  add_route(
      router, Method::get, "/api/v1/dicom/studies", Access::read,
      [worker](const Request& request, const Captured&) { return list_studies(worker, request); });
  add_route(router, Method::get, "/api/v1/dicom/studies/{id}/series", Access::read,
            [worker](const Request& request, const Captured& captured) {
              return answer_study(
                  *worker, request, captured, [](const Index& index, const StoredStudy& study) {
                    return study_series_json(study, index.series_of_study(study.id));
                  });
            });
  add_route(router, Method::get, "/api/v1/dicom/studies/{id}/metadata", Access::read,
            [worker](const Request& request, const Captured& captured) {
              return answer_study(
                  *worker, request, captured,
                  [](const Index&, const StoredStudy& study) { return study_json(study); });
            });
}

}  // namespace noctis
