#include "rest/picture.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "image/resize.hpp"
#include "render/preset.hpp"
#include "rest/asker.hpp"
#include "store/index.hpp"

using namespace noctis;
using test::Asker;
using test::full_store;
using test::images_of;
using test::KnownImage;
using test::parts_of;
using test::Reply;
using test::sparse_store;

namespace {

std::string url_of(const KnownImage& image) {
  return "/api/v1/dicom/images/" + image.uid;
}

// The image of the kind that all_kinds() made with this seed: its first instance.
KnownImage image_of(const std::vector<KnownImage>& images, PhantomKind kind,
                    std::uint64_t seed = 1) {
  PhantomSpec wanted;
  for (const PhantomSpec& spec : test::all_kinds())
    if (spec.kind == kind && spec.seed == seed)
      wanted = spec;
  const auto bytes = phantom_file(wanted, 0);
  REQUIRE(bytes.has_value());
  const std::string text(as_text(*bytes));
  const auto found = std::ranges::find_if(
      images, [&](const KnownImage& image) { return text.find(image.uid) != text.npos; });
  REQUIRE(found != images.end());
  return *found;
}

}  // namespace

TEST_SUITE("rest/picture") {
  TEST_CASE(
      "what is made on the fly has the bytes that warming makes, of every kind, preset and frame") {
    const Asker sparse(parts_of(sparse_store().path()));
    const Asker full(parts_of(full_store().path()));
    const PresetTable table = PresetTable::built_in();
    int made = 0;
    for (const KnownImage& image : images_of(sparse_store().path()))
      for (const Preset& preset : table.all())
        for (std::uint32_t frame = 1; frame <= image.frames; ++frame) {
          const std::string target =
              fmt::format("{}?preset={}&frame={}&format=png", url_of(image), preset.name, frame);
          CAPTURE(image.modality);
          CAPTURE(target);
          const Reply warmed = full.get(target);
          const Reply now = sparse.get(target);
          CHECK(warmed.status() == now.status());
          if (warmed.status() != 200) {  // it does not suit
            CHECK(warmed.status() == 400);
            continue;
          }
          CHECK_FALSE(warmed.was_long);
          CHECK(now.was_long == (preset.name != "default" && !image.color));
          made += now.was_long ? 1 : 0;
          CHECK(warmed.body == now.body);
          CHECK(warmed.header("ETag") == now.header("ETag"));
        }
    CHECK(made > 100);
  }

  TEST_CASE("R14: a window of colour is its one picture") {
    const Asker sparse(parts_of(sparse_store().path()));
    const auto images = images_of(sparse_store().path());
    for (const PhantomKind kind :
         {PhantomKind::us, PhantomKind::palette, PhantomKind::secondary_capture}) {
      const std::string url = url_of(image_of(images, kind));
      const Reply reply = sparse.get(url + "?window=80&level=40");
      CHECK(reply.status() == 200);
      CHECK(reply.json().at("window").is_null());
      CHECK(reply.json().at("level").is_null());
      CHECK(reply.json().at("function").is_null());
      CHECK(reply.picture("image_data_url") == sparse.get(url).picture("image_data_url"));
    }
  }

  TEST_CASE("a window by its numbers is the picture of the preset with those numbers") {
    const Asker full(parts_of(full_store().path()));
    const auto images = images_of(full_store().path());
    for (const PhantomKind kind : {PhantomKind::ct, PhantomKind::enhanced_ct}) {
      const std::string url = url_of(image_of(images, kind));
      const Reply warmed = full.get(url + "?preset=lung");
      const Reply made = full.get(url + "?window=1500&level=-600");
      CHECK(warmed.json().at("cached").as_bool());
      CHECK_FALSE(made.json().at("cached").as_bool());
      CHECK(made.json().at("preset").is_null());
      for (const char* const key : {"window", "level", "function", "image_data_url"})
        CHECK(warmed.json().at(key) == made.json().at(key));
    }
  }

  TEST_CASE("R29: level 0 is a level") {
    const Asker full(parts_of(full_store().path()));
    const std::string url = url_of(image_of(images_of(full_store().path()), PhantomKind::ct));
    const Reply zero = full.get(url + "?window=400&level=0");
    CHECK(zero.json().at("level").to_number<double>() == 0);
    CHECK(zero.json().at("window").to_number<double>() == 400);
    CHECK(zero.picture("image_data_url") !=
          full.get(url + "?window=400&level=40").picture("image_data_url"));
  }

  TEST_CASE("invert is 255 - y of the warmed picture, of grey, MONOCHROME1 and colour") {
    const Asker full(parts_of(full_store().path()));
    const auto images = images_of(full_store().path());
    struct {
      PhantomKind kind;
      std::uint64_t seed;
    } const rows[] = {{PhantomKind::enhanced_ct, 1}, {PhantomKind::mr, 2},
                      {PhantomKind::cr, 2},          {PhantomKind::us, 1},
                      {PhantomKind::palette, 1},     {PhantomKind::rt_dose, 1}};
    for (const auto& row : rows)
      for (const std::string preset : {"default", "full"}) {
        const std::string target =
            url_of(image_of(images, row.kind, row.seed)) + "?format=png&preset=" + preset;
        CAPTURE(target);
        const Image8 plain = full.get(target).picture();
        const Image8 inverted = full.get(target + "&invert=true").picture();
        REQUIRE(plain.samples.size() == inverted.samples.size());
        for (std::size_t i = 0; i < plain.samples.size(); ++i)
          REQUIRE(plain.samples[i] + inverted.samples[i] == 255);
        CHECK(full.get(target + "&invert=false").picture() == plain);
      }
  }

  TEST_CASE("R11: padding stays black where the picture is inverted") {
    const Asker full(parts_of(full_store().path()));
    const std::string target = url_of(image_of(images_of(full_store().path()), PhantomKind::ct)) +
                               "?format=png&preset=lung";
    const Image8 plain = full.get(target).picture();
    const Image8 inverted = full.get(target + "&invert=1").picture();
    // The corner lies outside of the circle of reconstruction.
    CHECK(plain.samples.front() == 0);
    CHECK(inverted.samples.front() == 0);
    std::size_t turned = 0;
    for (std::size_t i = 0; i < plain.samples.size(); ++i) {
      const int sum = plain.samples[i] + inverted.samples[i];
      REQUIRE((sum == 255 || sum == 0));
      turned += sum == 255 ? 1 : 0;
    }
    CHECK(turned > plain.samples.size() / 2);
  }

  TEST_CASE("R17: pixels=stored is of the file's rows and columns, else they are squared") {
    const Asker full(parts_of(full_store().path()));
    const KnownImage& tall = image_of(images_of(full_store().path()), PhantomKind::mr);
    const Reply squared = full.get(url_of(tall));
    CHECK(squared.json().at("image_height").to_number<int>() == 96);
    CHECK(squared.json().at("image_width").to_number<int>() == 40);
    CHECK(squared.json().at("metadata").at("rows").to_number<int>() == 48);
    CHECK(squared.json().at("metadata").at("pixel_spacing") == json::array{2, 1});
    CHECK(squared.json().at("image_pixel_spacing") == json::array{1, 1});
    const Reply stored = full.get(url_of(tall) + "?pixels=stored");
    CHECK(stored.json().at("image_height").to_number<int>() == 48);
    CHECK(stored.json().at("image_pixel_spacing") == json::array{2, 1});
    CHECK_FALSE(stored.json().at("cached").as_bool());
    // The bilinear enlargement keeps the outermost rows.
    const Image8 large = squared.picture("image_data_url");
    const Image8 small = stored.picture("image_data_url");
    CHECK(std::equal(small.samples.begin(), small.samples.begin() + 40, large.samples.begin()));
    // Of an image whose pixels are square it is the warmed picture.
    const KnownImage& square = image_of(images_of(full_store().path()), PhantomKind::ct);
    CHECK(full.get(url_of(square) + "?pixels=stored").json().at("cached").as_bool());
  }

  TEST_CASE("R28: a thumbnail of another side is shrunk from the full-size picture") {
    const Asker full(parts_of(full_store().path()));
    for (const KnownImage& image : images_of(full_store().path()))
      for (const std::uint32_t side : {1U, 7U, 32U, 48U, 1024U}) {
        CAPTURE(image.modality);
        CAPTURE(side);
        const Image8 whole = full.get(url_of(image) + "?format=png").picture();
        const Reply reply =
            full.get(fmt::format("{}/thumbnail?format=png&frame=1&size={}", url_of(image), side));
        CHECK(reply.picture() == shrink_to_fit(whole, side));
        CHECK(reply.was_long == (side < std::max(whole.width, whole.height) && side != 32));
      }
  }

  TEST_CASE("a thumbnail without a size is the warmed one, and has the bytes of one made now") {
    const Asker sparse(parts_of(sparse_store().path()));
    const Asker full(parts_of(full_store().path()));
    for (const KnownImage& image : images_of(full_store().path())) {
      CAPTURE(image.modality);
      const std::string url = url_of(image) + "/thumbnail";
      const Reply warmed = full.get(url);
      CHECK_FALSE(warmed.was_long);
      CHECK(warmed.json().at("size").to_number<int>() == 32);
      CHECK(std::max(warmed.picture("thumbnail_url").width,
                     warmed.picture("thumbnail_url").height) == 32);
      CHECK(full.get(url + "?preset=full&format=png").body ==
            sparse.get(url + "?preset=full&format=png&size=32").body);
      // Nor is another side the default of a preset that was not warmed.
      CHECK(sparse.get(url + "?preset=full&format=png").body ==
            sparse.get(url + "?preset=full&format=png&size=32").body);
    }
  }

  TEST_CASE("R30: a thumbnail is of the frame that stands for the image, a picture of the first") {
    const Asker full(parts_of(full_store().path()));
    const KnownImage& nm = image_of(images_of(full_store().path()), PhantomKind::nm);
    REQUIRE(nm.frames == 3);
    const std::string url = url_of(nm);
    CHECK(full.get(url).json().at("frame").to_number<int>() == 1);
    CHECK(full.get(url + "/thumbnail").json().at("frame").to_number<int>() == 2);
    CHECK(full.get(url + "/thumbnail").body == full.get(url + "/thumbnail?frame=2").body);
    CHECK(full.get(url + "/thumbnail?format=png").body !=
          full.get(url + "/thumbnail?frame=1&format=png").body);
  }

  TEST_CASE("R30: the middle slice stands for its series and for its study") {
    const Asker full(parts_of(full_store().path()));
    const Index index = Index::open(full_store().path());
    const KnownImage& first = image_of(images_of(full_store().path()), PhantomKind::ct);
    const auto image = index.instance_with_uid(first.uid);
    REQUIRE(image.has_value());
    const auto list = full.get(fmt::format("/api/v1/dicom/series/{}/images", image->series_id));
    const auto images = list.json().at("images").as_array();
    REQUIRE(images.size() == 3);
    const json::value middle = images[1].at("id");
    for (const std::string& url :
         {fmt::format("/api/v1/dicom/series/{}/thumbnail", image->series_id),
          fmt::format("/api/v1/dicom/series/{}/thumbnail", image->series_instance_uid),
          fmt::format("/api/v1/dicom/studies/{}/thumbnail", image->study_id),
          fmt::format("/api/v1/dicom/studies/{}/thumbnail?preset=lung",
                      image->study_instance_uid)}) {
      CAPTURE(url);
      CHECK(full.get(url).json().at("image_id") == middle);
    }
  }

  TEST_CASE("R35: a file's further looks are made from the master, and one it has not is 400") {
    const Asker full(parts_of(full_store().path()));
    const std::string url = url_of(image_of(images_of(full_store().path()), PhantomKind::mr, 2));
    const Reply reply = full.get(url + "?preset=file-9");
    CHECK(reply.status() == 400);
    CHECK(reply.json().at("details").as_string() == "this image has no look \"file-9\"");
    const Reply of_color = full.get(
        url_of(image_of(images_of(full_store().path()), PhantomKind::us)) + "?preset=file-9");
    CHECK(of_color.status() == 400);
  }
}
