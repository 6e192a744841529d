#include "store/study_query.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("store/study_query") {
  TEST_CASE("an order is a name, with '-' in front the other way round, and nothing else") {
    CHECK(parse_study_order("date") == StudyOrder{StudySort::date, false});
    CHECK(parse_study_order("-name") == StudyOrder{StudySort::name, true});
    CHECK(parse_study_order("patient_id") == StudyOrder{StudySort::patient_id, false});
    CHECK(parse_study_order("-id") == StudyOrder{StudySort::id, true});
    for (const char* const text : {"", "-", "--date", "Date", "date ", "1", "study_date; --"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_study_order(text).has_value());
    }
  }

  TEST_CASE("a cursor reads back as it was, whatever its key holds") {
    for (const std::optional<std::string>& key :
         {std::optional<std::string>(), std::optional<std::string>(""),
          std::optional<std::string>("2024-05-01"), std::optional<std::string>("Doe^Jane\n=\xff"),
          std::optional<std::string>(std::string("\0x", 2))})
      for (const StudySort by : {StudySort::date, StudySort::name})
        for (const bool descending : {false, true}) {
          const StudyCursor cursor{{by, descending}, key, 9007199254740991};
          const std::string text = to_text(cursor);
          CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789-_") == text.npos);
          CHECK(parse_study_cursor(text) == cursor);
        }
  }

  TEST_CASE("a cursor that was cut, prolonged or changed in any letter is refused") {
    const std::string text = to_text({{StudySort::date, true}, "2024-05-01", 17});
    for (std::size_t i = 0; i < text.size(); ++i) {
      CHECK_FALSE(parse_study_cursor(text.substr(0, i)).has_value());
      std::string changed = text;
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      CHECK_FALSE(parse_study_cursor(changed).has_value());
    }
    CHECK_FALSE(parse_study_cursor(text + "A").has_value());
    CHECK_FALSE(parse_study_cursor(text + text).has_value());
    CHECK_FALSE(parse_study_cursor(text + "=").has_value());
    CHECK_FALSE(parse_study_cursor("' OR 1=1").has_value());
  }
}
