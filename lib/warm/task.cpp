#include "warm/task.hpp"

#include <algorithm>
#include <utility>

namespace noctis {

void Done::settle_harvest() {
  if (!record)
    return;
  const std::vector<RenditionRow>& rows = harvest.rows;
  report.renditions += rows.size();
  report.pictures += static_cast<std::uint64_t>(
      std::count_if(rows.begin(), rows.end(),
                    [](const RenditionRow& row) { return row.kind == RenditionKind::display; }));
  report.bytes_made += harvest.bytes_made;
  report.objects_written += harvest.objects_written;
  report.bytes_written += harvest.bytes_written;
  (record->instance ? record->instance->renditions : record->renditions) = std::move(harvest.rows);
}

}  // namespace noctis
