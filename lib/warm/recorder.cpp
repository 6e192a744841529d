#include "warm/recorder.hpp"

namespace noctis {

void Recorder::record(Done done) {
  if (done.put_off != PutOff::no) {
    done.task.after_twin = done.task.after_twin || done.put_off == PutOff::twin;
    done.task.alone = done.task.alone || done.put_off == PutOff::large;
    put_off_.push_back(std::move(done.task));
    if (done.claim)
      claims_.give_back(*done.claim);
    return;
  }
  if (done.claim)
    claims_of_batch_.push_back(*done.claim);
  if (done.record)
    done.report.outcome = file_outcome_from(writer_.record(*done.record));
  else if (done.touched)
    writer_.touch(*done.touched);
  tell(done.report);
  commit_if_due();
}

void Recorder::pass_over(const std::vector<FileReport>& unchanged) {
  if (unchanged.empty())
    return;
  for (const FileReport& report : unchanged)
    tell(report);
  commit_if_due();
}

void Recorder::tell(const FileReport& report) {
  summary_.add(report);
  failures_ = summary_.failures();
  progress_.file_ended(report);
}

void Recorder::commit(bool full) {
  const bool rows = writer_.pending_rows() != 0;
  writer_.commit(objects_, full);
  for (const Digest& claim : claims_of_batch_)
    claims_.give_back(claim);
  claims_of_batch_.clear();
  progress_.committed(rows);
  last_commit_ = Clock::now();
}

void Recorder::commit_if_due() {
  if (commit_is_due())
    commit(false);
  else if (writer_.pending_rows() == 0)
    progress_.committed(false);
}

// Every so many rows, so that a crash costs little, and every so many seconds, so that readers see
// what there is.
bool Recorder::commit_is_due() const {
  constexpr std::uint64_t rows_a_batch = 20'000;
  constexpr std::chrono::seconds longest_wait{5};
  return writer_.pending_rows() >= rows_a_batch ||
         (writer_.pending_rows() != 0 && Clock::now() - last_commit_ >= longest_wait);
}

}  // namespace noctis
