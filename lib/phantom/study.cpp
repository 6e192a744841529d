// Studies as files.

#include <cerrno>
#include <fstream>
#include <ios>
#include <string>

#include "base/file.hpp"
#include "phantom/identity.hpp"
#include "phantom/phantom.hpp"
#include "phantom/plan.hpp"

namespace noctis {

namespace {

Result<> make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return tl::unexpected(system_error(folder.string(), error.value()));
  return {};
}

Result<> write_file(const std::filesystem::path& path, const Bytes& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file)
    return failure(ErrorKind::io, "cannot write {}", path.string());
  return {};
}

// Eight characters: "IM" and the number.
std::string instance_name(std::uint32_t instance) {
  const std::string number = std::to_string(instance + 1);
  return "IM" + std::string(6 - number.size(), '0') + number;
}

PhantomSpec study(PhantomKind kind, std::uint64_t seed, std::string_view syntax) {
  PhantomSpec spec;
  spec.kind = kind;
  spec.seed = seed;
  if (const auto found = phantom_syntax_from(syntax))
    spec.transfer_syntax_uid = found->uid;
  return spec;
}

}  // namespace

Result<std::vector<std::filesystem::path>> write_phantom(const std::filesystem::path& folder,
                                                         const PhantomSpec& spec) {
  const auto plan = phantom::make_plan(spec);
  if (!plan)
    return failure(plan);
  const auto series = folder / phantom::identity_of(*plan).study_folder / "SE000001";
  std::vector<std::filesystem::path> paths;
  for (std::uint32_t instance = 0; instance < plan->spec.instances; ++instance) {
    const auto file = phantom_file(spec, instance);
    if (!file)
      return failure(file);
    // Not before: what cannot be made leaves no folder behind.
    if (const auto made = make_folder(series); !made)
      return failure(made);
    paths.push_back(series / instance_name(instance));
    if (const auto written = write_file(paths.back(), *file); !written)
      return failure(written);
  }
  return paths;
}

std::vector<PhantomSpec> quickstart_studies(std::uint64_t seed) {
  std::vector<PhantomSpec> studies{
      study(PhantomKind::ct, seed, "explicit"),
      study(PhantomKind::mr, seed, "jpeg-lossless-sv1"),
      study(PhantomKind::cr, seed, "jpeg-2000"),
      study(PhantomKind::dx, seed, "jpeg-ls"),
      study(PhantomKind::us, seed, "jpeg-baseline"),
      study(PhantomKind::nm, seed, "implicit"),
      study(PhantomKind::pt, seed, "deflated"),
      study(PhantomKind::enhanced_ct, seed, "jpeg-xl"),
      study(PhantomKind::palette, seed, "rle"),
      study(PhantomKind::secondary_capture, seed, "explicit"),
      study(PhantomKind::segmentation, seed, "deflated-frame"),
      study(PhantomKind::rt_dose, seed, "explicit"),
  };
  studies[0].instances = 40;
  studies[1].instances = 20;
  studies[1].patient_name = "Yamada^Tarou=山田^太郎=やまだ^たろう";
  studies[1].specific_character_set = "\\ISO 2022 IR 87";
  studies[2].monochrome1 = true;
  studies[3].patient_name = "Müller^Jörg";
  studies[3].specific_character_set = "ISO_IR 100";
  studies[4].color = PhantomColor::ybr_full_422;
  studies[6].instances = 30;
  return studies;
}

}  // namespace noctis
