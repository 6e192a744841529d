// One file in hand: what is known of it so far, and the ways in which it can end.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_source.hpp"
#include "base/result.hpp"
#include "dicom/instance_attributes.hpp"
#include "store/index.hpp"
#include "store/rows.hpp"
#include "warm/plan.hpp"
#include "warm/slots.hpp"
#include "warm/task.hpp"

namespace noctis {

/// One thread.  Exactly one of the functions that end it is called, unless it is put off.
struct Work {
  Work(const Plan& of_run, Task task, bool forced, const Slots::Hold& held);

  void opened(const ByteSource& bytes);
  /// So many bytes of a file that is too large to be read at once.  Any thread.
  void read(std::uint64_t bytes);
  void tell_of(const InstanceAttributes& attributes, std::uint32_t frames);
  void tell_of(const StoredInstance& stored);

  void end(SourceOutcome outcome, std::string reason = {});
  void fail(const Error& error);
  /// `before`: what the index holds of the path.  Precondition: done.task.error.
  void crash(const std::optional<SourceRow>& before);
  /// By a selection.  What is known of the file stays known: pictures that are there are not hidden
  /// by it.
  void skip(std::string_view modality);
  /// Of a file whose instance was in the index before it was looked at.
  void end_with(std::int64_t instance_id);
  /// Nothing is lacking: the row alone is brought up to date.  Precondition: source.instance_id.
  void settle_known();
  /// The same as it was.  Precondition: done.task.known.
  void touch();

  /// It comes again, and nothing that was found out so far counts.
  void put_off(PutOff why);

  const Plan& plan;
  const Slots::Hold& hold;
  Done done;
  SourceRow source;
  std::int64_t mtime_ns = 0;  ///< of the file that was opened
  std::optional<InstanceRecord> instance;
  std::optional<StoredInstance> same_bytes;  ///< what the index holds of a file of equal content
  bool force = false;                        ///< what the index holds is no reason not to render
};

}  // namespace noctis
