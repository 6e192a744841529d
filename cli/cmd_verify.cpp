// noctis verify: is the store what it says it is?

#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "base/counted.hpp"
#include "base/json.hpp"
#include "base/quantities.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/command.hpp"
#include "cli/standard_output.hpp"
#include "warm/verifier.hpp"

namespace noctis::cli {

namespace {

struct CommandOptions {
  std::string sample;
  std::optional<std::uint64_t> seed;
  bool repair = false;
};

// A line for each thing that was found or done.
class Printer final : public VerifyObserver {
 public:
  Printer(StandardOutput& out, const Globals& globals) : out_(out), globals_(globals) {}

  void found(const Damage& damage) override {
    if (!globals_.json)
      return say(name_of(damage.kind), damage.what);
    json::object line{
        {"type", "damage"}, {"kind", name_of(damage.kind)}, {"what", to_valid_utf8(damage.what)}};
    if (damage.object)
      line["object"] = damage.object->text();
    out_.write(json::serialize(line) + '\n');
  }
  void mended(const std::string& what) override { done("mended", what); }
  void lost(const std::string& what) override { done("lost", what); }

 private:
  void done(const char* type, const std::string& what) {
    if (!globals_.json)
      return say(type, what);
    out_.write(json::serialize(json::object{{"type", type}, {"what", to_valid_utf8(what)}}) + '\n');
  }
  void say(std::string_view word, const std::string& what) {
    out_.write(fmt::format("{:<9}  {}\n", word, escape_message(what)));
  }

  StandardOutput& out_;
  const Globals& globals_;
};

std::string summary_json(const VerifySummary& s, const VerifyOptions& options) {
  return json::serialize(json::object{
             {"type", "summary"},
             {"objects", s.objects.objects},
             {"hashed", s.objects.hashed},
             {"hashed_bytes", s.objects.hashed_bytes},
             {"loose", s.objects.loose},
             {"damages", s.damages},
             {"mended", s.mended},
             {"lost", s.lost},
             {"removed", s.removed},
             {"fraction", options.sample.fraction},
             {"seed", options.sample.seed},
             {"seconds", s.seconds},
         }) +
         '\n';
}

std::string summary_text(const VerifySummary& s, const VerifyOptions& options) {
  std::string text = fmt::format("{}, {} of them hashed ({}) in {}\n",
                                 counted(s.objects.objects, "object"), s.objects.hashed,
                                 format_bytes(s.objects.hashed_bytes), format_seconds(s.seconds));
  if (options.sample.fraction < 1)
    text +=
        fmt::format("a sample of {}, by --seed {}\n", options.sample.fraction, options.sample.seed);
  if (s.objects.loose != 0 && !options.repair)
    text +=
        fmt::format("{}: gc removes {}\n",
                    counted(s.objects.loose, "file that no row names", "files that no row names"),
                    s.objects.loose == 1 ? "it" : "them");
  if (s.removed != 0)
    text += counted(s.removed, "file that no row named is", "files that no row named are") +
            " removed\n";
  if (s.damages == 0)
    return text + "no damage\n";
  text += fmt::format("damage: {}", s.damages);
  if (options.repair)
    text += fmt::format("; mended: {}, lost: {}", s.mended, s.lost);
  return text + '\n';
}

ExitCode run_verify(const CommandOptions& options, const Globals& globals) {
  VerifyOptions verification;
  verification.store = globals.store;
  verification.repair = options.repair;
  verification.presets = globals.presets;
  verification.jobs = globals.jobs;
  if (!options.sample.empty()) {
    const auto share = share_from(options.sample);
    if (!share)
      return fail(
          {ErrorKind::usage, fmt::format("\"{}\" is no share such as 5% or 0.05", options.sample)});
    verification.sample.fraction = *share;
    verification.sample.seed = options.seed.value_or(static_cast<std::uint64_t>(now_ns()));
  }
  require_store(globals);
  StandardOutput out;
  Printer printer(out, globals);
  const VerifySummary summary = verify(verification, printer);
  if (globals.json)
    out.write(summary_json(summary, verification));
  else if (!globals.quiet)
    out.write(summary_text(summary, verification));
  const ExitCode printed = out.finish();
  if (printed != ExitCode::done)
    return printed;
  return summary.damages == 0 ? ExitCode::done : ExitCode::damage;
}

}  // namespace

void add_verify(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* verify = app.add_subcommand("verify", "Check every object and every row of the store");
  auto* sample = verify
                     ->add_option("--sample", options->sample,
                                  "Hash only SHARE (5%) of the objects, others each time")
                     ->type_name("SHARE");
  verify->add_option("--seed", options->seed, "The sample of an earlier run, by its number")
      ->needs(sample)
      ->type_name("N");
  verify->add_flag("--repair", options->repair,
                   "Make again what is damaged, remove what belongs to nothing");
  verify->callback([options, &globals, &job] {
    job = [options, &globals] { return run_verify(*options, globals); };
  });
}

}  // namespace noctis::cli
