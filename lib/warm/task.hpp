// What passes through the pipeline: a file to look at, then what came of it.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/file.hpp"
#include "base/result.hpp"
#include "store/rows.hpp"
#include "warm/file_report.hpp"
#include "warm/harvest.hpp"

namespace noctis {

/// A frame of more samples is done alone, so that two of them never meet in memory.
inline constexpr std::uint64_t large_frame_samples = std::uint64_t{1} << 25;

enum class TaskKind : std::uint8_t {
  open,        ///< new, changed, or never looked at in this way: read the file
  replan,      ///< the file is as it was, but something else is wanted of it
  unchanged,   ///< nothing to do
  gone,        ///< a link that leads nowhere, a listed path that is no longer there
  unreadable,  ///< the walk could not get at it: Task::error
  crashed,     ///< it ended a worker of this run, alone: Task::error
};

/// Why a file is put off: nothing waits inside the pipeline.
enum class PutOff : std::uint8_t {
  no,
  twin,   ///< another file in hand has the same attributes, or pixels: it goes first
  large,  ///< its frames are so large that it is done alone
};

struct Task {
  TaskKind kind = TaskKind::open;
  std::string path;
  Stamp stamp;
  std::optional<SourceRow> known;  ///< the index's row of this path
  std::optional<Error> error;
  std::int64_t taken_ns = 0;  ///< of crashed: when it was first taken up, since the epoch
  bool after_twin = false;    ///< was put off for a twin, which has been recorded since, or put off
  bool alone = false;         ///< was put off as large: nothing else is in hand now
};

/// What came of a task.
struct Done {
  Task task;
  FileReport report;
  std::optional<SourceRecord> record;  ///< to be written; else nothing, or `touched` alone
  FrameHarvest harvest;                ///< what `record` lacks until settle_harvest()
  std::optional<SourceRow> touched;    ///< the source's row with a new stamp or plan
  std::optional<Digest> claim;         ///< to be given back once `record` has committed
  PutOff put_off = PutOff::no;

  /// Its rows into the record, its counts into the report.  Precondition: its pictures are in the
  /// store.
  void settle_harvest();
};

}  // namespace noctis
