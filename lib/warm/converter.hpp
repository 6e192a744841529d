// One file: from its bytes to pictures for the store and rows for the index.

#pragma once

#include <filesystem>
#include <memory>

#include "render/rendition.hpp"
#include "store/object_store.hpp"
#include "warm/claims.hpp"
#include "warm/plan.hpp"
#include "warm/slots.hpp"
#include "warm/task.hpp"

namespace noctis {

struct ConverterOptions {
  Compression compression = Compression::normal;
  bool force = false;  ///< what the index holds is no reason not to render
};

/// Any number of threads may call convert() at once.
class Converter {
 public:
  /// `plan`, `objects` and `claims` must outlive it; `store` is where the index is read.
  Converter(const Plan& plan, ObjectStore& objects, Claims& claims, std::filesystem::path store,
            const ConverterOptions& options);
  ~Converter();

  /// Whatever is wrong with the file ends in the report.  The pictures of its harvest may still
  /// have to be put, and the harvest is to be settled.  A task that was put off as large is done
  /// now: the caller sees to it that it is alone.  `hold` is told of each step.  Throws Fatal where
  /// the store cannot be written or read.
  [[nodiscard]] Done convert(Task task, const Slots::Hold& hold);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace noctis
