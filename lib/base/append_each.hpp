// Vectors that are written to once, where resize() would write zeros first: of half a MiB and more,
// that is a pass over memory.

#pragma once

#include <cstddef>
#include <iterator>
#include <vector>

namespace noctis {

namespace append_each_detail {

/// Stands at make(at).
template <class T, class Make>
struct Position {
  using iterator_category = std::forward_iterator_tag;
  using value_type = T;
  using difference_type = std::ptrdiff_t;
  using pointer = const T*;
  using reference = T;

  const Make* make;
  std::size_t at;

  T operator*() const { return (*make)(at); }
  Position& operator++() {
    ++at;
    return *this;
  }
  friend bool operator==(const Position& a, const Position& b) { return a.at == b.at; }
};

}  // namespace append_each_detail

/// make(0), make(1)… make(count - 1), each a T.
template <class T, class Make>
void append_each(std::vector<T>& to, std::size_t count, const Make& make) {
  using Position = append_each_detail::Position<T, Make>;
  to.insert(to.end(), Position{&make, 0}, Position{&make, count});
}

}  // namespace noctis
