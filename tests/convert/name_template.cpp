#include "convert/name_template.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "base/text.hpp"

using namespace noctis;

namespace {

InstanceAttributes attributes() {
  InstanceAttributes a;
  a.patient.patient_id = "P-7";
  a.study.study_instance_uid = "1.2.3";
  a.study.study_date = "2024-05-01";
  a.series.series_instance_uid = "1.2.3.4";
  a.series.modality = "CT";
  a.series.series_number = 3;
  a.image.sop_instance_uid = "1.2.3.4.5";
  a.image.instance_number = 12;
  return a;
}

std::string name(std::string_view text, const InstanceAttributes& of = attributes(),
                 std::string_view stem = "IM0001", std::uint32_t frame = 1,
                 std::uint32_t count = 1) {
  const auto names = NameTemplate::parse(text);
  REQUIRE_MESSAGE(names.has_value(), names.error().what);
  return names->name_of({of, stem, frame, count, "lung"});
}

std::string error(std::string_view text) {
  const auto names = NameTemplate::parse(text);
  REQUIRE_FALSE(names.has_value());
  CHECK(names.error().kind == ErrorKind::usage);
  return names.error().what;
}

// A Patient ID as the last part of a path.
std::string name_of_id(std::string id) {
  InstanceAttributes a = attributes();
  a.patient.patient_id = std::move(id);
  return name("d/{patient_id}", a);
}

}  // namespace

TEST_SUITE("convert/name_template") {
  TEST_CASE("each field is the attribute that it is named for") {
    CHECK(name("{study}/{series}/{instance}-{frame}-{preset}.png") ==
          "1.2.3/1.2.3.4/1.2.3.4.5-1-lung.png");
    CHECK(name("{stem}_{modality}_{number}_{series_number}_{patient_id}_{study_date}") ==
          "IM0001_CT_12_3_P-7_2024-05-01.png");
  }

  TEST_CASE("a name ends in .png once, whether the template says so or not") {
    CHECK(name("{number}") == "12.png");
    CHECK(name("{number}.png") == "12.png");
    CHECK(name("{number}.dcm") == "12.dcm.png");
    CHECK(name("a.png/{number}") == "a.png/12.png");
  }

  TEST_CASE("a frame's number has as many digits as the last frame's") {
    CHECK(name("{frame}", attributes(), "x", 7, 9) == "7.png");
    CHECK(name("{frame}", attributes(), "x", 7, 10) == "07.png");
    CHECK(name("{frame}", attributes(), "x", 7, 1000) == "0007.png");
  }

  TEST_CASE("a number is filled up with zeros to the digits asked for, its sign in front") {
    CHECK(name("{number:05}") == "00012.png");
    CHECK(name("{number:1}") == "12.png");
    CHECK(name("{frame:3}") == "001.png");
    InstanceAttributes a = attributes();
    a.image.instance_number = -12;
    CHECK(name("{number:04}", a) == "-0012.png");
  }

  TEST_CASE("doubled braces are braces") {
    CHECK(name("{{{modality}}}") == "{CT}.png");
  }

  TEST_CASE("what the file does not say is unknown") {
    const InstanceAttributes empty;
    CHECK(name("{study}/{number}-{number:04}", empty) == "unknown/unknown-unknown.png");
  }

  TEST_CASE("no value adds a part to the path or leads out of its folder") {
    CHECK(name_of_id("../../etc/passwd") == "d/_._.._etc_passwd.png");
    CHECK(name_of_id("..") == "d/__.png");
    CHECK(name_of_id(".") == "d/_.png");
    CHECK(name_of_id("/etc") == "d/_etc.png");
    CHECK(name_of_id("a\\b") == "d/a__b.png");
    CHECK(name_of_id(".hidden") == "d/_hidden.png");
    InstanceAttributes a = attributes();
    a.patient.patient_id = "..";
    CHECK(name("{patient_id}/x", a) == "__/x.png");
    a.patient.patient_id = ".";
    CHECK(name(".{patient_id}/x", a) == "._/x.png");
  }

  TEST_CASE("control characters, broken UTF-8 and what Windows refuses do not get into names") {
    CHECK(name_of_id("a\nb\x1b[2J") == "d/a_nb_x1b[2J.png");
    CHECK(name_of_id("a\xff") == "d/a_xff.png");
    CHECK(name_of_id("a\xe2\x80\xae"
                     "b") == "d/a_u202eb.png");
    CHECK(name_of_id("C:*?\"<>|") == "d/C_______.png");
    CHECK(name_of_id(std::string("a\0b", 3)) == "d/a_x00b.png");
    InstanceAttributes a = attributes();
    a.series.modality = "CT.";
    CHECK(name("{modality}/x", a) == "CT_/x.png");
  }

  TEST_CASE("letters of other scripts stay as they are") {
    CHECK(name_of_id("山田") == "d/山田.png");
  }

  TEST_CASE("a part is at most 180 bytes long, whole characters, and long ones stay different") {
    const std::string letters(500, 'x');
    const std::string one = name_of_id(letters + "1");
    const std::string two = name_of_id(letters + "2");
    CHECK(one != two);
    CHECK(one.size() == 2 + 180);
    CHECK(one.ends_with(".png"));

    std::string wide;
    for (int i = 0; i < 200; ++i)
      wide += "山";  // three bytes each
    const std::string cut = name_of_id(wide);
    CHECK(cut.size() <= 2 + 180);
    CHECK(is_valid_utf8(cut));
    CHECK(name_of_id(std::string(176, 'x')) == "d/" + std::string(176, 'x') + ".png");
    CHECK(name_of_id(std::string(177, 'x')).find('~') != std::string::npos);
  }

  TEST_CASE("templates that lead out of the folder or to no file are refused") {
    CHECK(error("/etc/{stem}").find("absolute") != std::string::npos);
    CHECK(error("../{stem}").find("\"..\"") != std::string::npos);
    CHECK(error("a/./{stem}").find("\".\"") != std::string::npos);
    CHECK(error("a//{stem}").find("empty part") != std::string::npos);
    CHECK(error("a/").find("empty part") != std::string::npos);
    CHECK(error("").find("empty part") != std::string::npos);
    CHECK(error("a/.png").find("extension") != std::string::npos);
  }

  TEST_CASE("a field that is not there is refused, and those that are there are named") {
    const std::string text = error("{patient_name}");
    CHECK(text.find("{patient_name}") != std::string::npos);
    for (const std::string_view field : NameTemplate::fields())
      CHECK(text.find("{" + std::string(field) + "}") != std::string::npos);
  }

  TEST_CASE("braces without their like, and digits of what is no number, are refused") {
    for (const char* text : {"{stem", "stem}", "{", "}", "{stem:04}", "{number:}", "{number:x}",
                             "{number:0}", "{number:21}", "{number:-3}"}) {
      CAPTURE(text);
      CHECK_FALSE(NameTemplate::parse(text).has_value());
    }
  }

  TEST_CASE("a template knows its fields") {
    const auto names = NameTemplate::parse("{stem}/{frame:03}{{preset}}");
    REQUIRE(names.has_value());
    CHECK(names->has_field("stem"));
    CHECK(names->has_field("frame"));
    CHECK_FALSE(names->has_field("preset"));
  }
}
