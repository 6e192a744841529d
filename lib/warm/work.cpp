#include "warm/work.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "base/time.hpp"

namespace noctis {

namespace {

// An upgrade keeps all of a stamp but the inode.
bool is_same_file(const Stamp& known, const Stamp& now) noexcept {
  Stamp same = known;
  if (same.inode == 0)
    same.inode = now.inode;
  return same == now;
}

// As far as can be told: an older noctis knew the bytes by another digest, which is forgotten.  The
// next run that takes such files looks at them anyway.
bool are_same_bytes(const SourceRow& known, const SourceRow& now) noexcept {
  if (known.content_digest && now.content_digest)
    return *known.content_digest == *now.content_digest;
  return !now.content_digest ||
         (known.stamp.size == now.stamp.size && known.stamp.mtime_ns == now.stamp.mtime_ns);
}

// A stamp that no file has: its bearer is looked at again by the next run.  Its size is counted.
Stamp unsettled(const Stamp& stamp) {
  return {.size = stamp.size};
}

// A file that changed just before it was read may change again within the clock's grain.
bool is_settled(const Stamp& stamp, std::int64_t opened_ns) {
  constexpr std::int64_t grain_ns = 2'000'000'000;
  return std::max(stamp.mtime_ns, stamp.ctime_ns) < opened_ns - grain_ns;
}

// Failures of the machine, not of the file: the next run tries again.
bool is_transient(ErrorKind kind) {
  return kind == ErrorKind::io || kind == ErrorKind::not_found;
}

}  // namespace

Work::Work(const Plan& of_run, Task task, bool forced, const Slots::Hold& held)
    : plan(of_run), hold(held), force(forced) {
  done.report.path = task.path;
  source.path = task.path;
  source.stamp = task.stamp;
  source.seen_ns = now_ns();
  done.task = std::move(task);
}

void Work::opened(const ByteSource& bytes) {
  if (bytes.is_resident())
    done.report.bytes_read = bytes.size();
  mtime_ns = bytes.stamp().mtime_ns;
  source.stamp =
      is_settled(bytes.stamp(), source.seen_ns) ? bytes.stamp() : unsettled(bytes.stamp());
}

void Work::read(std::uint64_t bytes) {
  hold.advance();
  std::atomic_ref(done.report.bytes_read) += bytes;
}

void Work::tell_of(const InstanceAttributes& attributes, std::uint32_t frames) {
  FileReport& report = done.report;
  report.study_instance_uid = attributes.study.study_instance_uid;
  report.series_instance_uid = attributes.series.series_instance_uid;
  report.sop_instance_uid = attributes.image.sop_instance_uid;
  report.study_description = attributes.study.study_description;
  report.frames = frames;
}

void Work::tell_of(const StoredInstance& stored) {
  FileReport& report = done.report;
  report.study_instance_uid = stored.study_instance_uid;
  report.series_instance_uid = stored.series_instance_uid;
  report.sop_instance_uid = stored.instance.sop_instance_uid;
  report.frames = stored.instance.frames;
}

void Work::end_with(std::int64_t instance_id) {
  const auto& known = done.task.known;
  const bool is_its_own = known && known->instance_id == instance_id;
  // The writer makes a duplicate of it where another file that is there rendered it.
  end(is_its_own ? SourceOutcome::rendered : SourceOutcome::duplicate);
}

void Work::settle_known() {
  const auto& known = done.task.known;
  if (known && known->instance_id == source.instance_id && holds_image(known->outcome))
    touch();
  else
    end_with(*source.instance_id);
}

void Work::touch() {
  SourceRow row = *done.task.known;
  row.stamp = source.stamp;
  row.seen_ns = source.seen_ns;
  row.plan = plan.digest_for(row.outcome);
  if (source.content_digest)
    row.content_digest = source.content_digest;
  row.missing_since_ns.reset();
  done.touched = std::move(row);
  tell_unchanged(done.report, done.task.known->outcome);
}

void Work::skip(std::string_view modality) {
  std::string reason = fmt::format("Modality is \"{}\"", modality);
  if (const auto& known = done.task.known;
      known && known->instance_id && are_same_bytes(*known, source)) {
    done.report.outcome = FileOutcome::skipped;
    done.report.reason = std::move(reason);
    done.report.is_image = true;
    return;
  }
  instance.reset();
  end(SourceOutcome::skipped, std::move(reason));
}

void Work::end(SourceOutcome outcome, std::string reason) {
  source.outcome = outcome;
  source.reason = reason;
  source.plan = plan.digest_for(outcome);
  done.report.outcome = file_outcome_from(outcome);
  done.report.is_image = done.report.is_image || holds_image(outcome);
  done.report.reason = std::move(reason);
  done.record = SourceRecord{std::move(source), std::move(instance)};
}

void Work::put_off(PutOff why) {
  done.put_off = why;
  done.harvest = {};
}

void Work::crash(const std::optional<SourceRow>& before) {
  if (!is_settled(source.stamp, done.task.taken_ns))
    source.stamp = unsettled(source.stamp);
  // The pictures made of the same bytes are still its pictures.
  if (before && is_same_file(before->stamp, done.task.stamp))
    source.instance_id = before->instance_id;
  end(SourceOutcome::crashed, done.task.error->what);
}

void Work::fail(const Error& error) {
  done.report.error = error.kind;
  done.harvest = {};
  // What was never rendered is not indexed, unless it is only that nothing here can decode it.
  if (error.kind != ErrorKind::unsupported)
    instance.reset();
  if (is_transient(error.kind)) {
    source.stamp = unsettled(source.stamp);
    source.content_digest.reset();
    // The pictures made of the file when it could be read are still its pictures.
    if (done.task.known)
      source.instance_id = done.task.known->instance_id;
  }
  end(SourceOutcome::failed, error.what);
}

}  // namespace noctis
