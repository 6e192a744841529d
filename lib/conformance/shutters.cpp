// The Display Shutter: R40.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

TinyDataset shape(std::string_view shapes) {
  return text(DCM_ShutterShape, "CS", shapes);
}

TinyDataset rectangle(std::string_view left, std::string_view right, std::string_view upper,
                      std::string_view lower) {
  return shape("RECTANGULAR")
      .text(DCM_ShutterLeftVerticalEdge, "IS", left)
      .text(DCM_ShutterRightVerticalEdge, "IS", right)
      .text(DCM_ShutterUpperHorizontalEdge, "IS", upper)
      .text(DCM_ShutterLowerHorizontalEdge, "IS", lower);
}

TinyDataset circle(std::string_view center, std::string_view radius) {
  return shape("CIRCULAR")
      .text(DCM_CenterOfCircularShutter, "IS", center)
      .text(DCM_RadiusOfCircularShutter, "IS", radius);
}

TinyDataset presentation_value(std::int64_t value) {
  return integers(DCM_ShutterPresentationValue, "US", {value});
}

TinyFile sevens(unsigned rows, unsigned columns) {
  return grey(8, std::vector<std::int64_t>(std::size_t{rows} * columns, 7))
      .matrix(rows, columns)
      .with(byte_window());
}

View with_shutter() {
  View view;
  view.shutter = true;
  return view;
}

constexpr Check table[] = {
    {40, "PS3.3 C.7.6.11", "a rectangle hides what is outside its edges, where it is asked for",
     [] {
       const TinyFile file = sevens(3, 4).with(rectangle("2", "3", "2", "3"));
       return Expect(file)
           .greys(std::vector<int>(12, 7))
           .by(with_shutter())
           .greys({0, 0, 0, 0,  //
                   0, 7, 7, 0,  //
                   0, 7, 7, 0})
           .verdict();
     }},
    {40, "PS3.3 C.7.6.11", "a circle is given by row, column and radius",
     [] {
       return Expect(sevens(4, 5).with(circle("2\\3", "1")))
           .by(with_shutter())
           .greys({0, 0, 7, 0, 0,  //
                   0, 7, 7, 7, 0,  //
                   0, 0, 7, 0, 0,  //
                   0, 0, 0, 0, 0})
           .verdict();
     }},
    {40, "PS3.3 C.7.6.11", "a polygon is given by row and column of its vertices",
     [] {
       return Expect(sevens(4, 4).with(
                         shape("POLYGONAL")
                             .text(DCM_VerticesOfThePolygonalShutter, "IS", "1\\1\\1\\4\\3\\1")))
           .by(with_shutter())
           .greys({7, 7, 7, 7,  //
                   7, 7, 0, 0,  // its edge is at column 2.5 there
                   7, 0, 0, 0,  //
                   0, 0, 0, 0})
           .verdict();
     }},
    {40, "PS3.3 C.7.6.11", "of several shapes, what lies in all of them is seen",
     [] {
       return Expect(sevens(3, 5)
                         .with(circle("2\\3", "1"))
                         .with(rectangle("1", "3", "1", "2"))
                         .with(shape("RECTANGULAR\\CIRCULAR")))
           .by(with_shutter())
           .greys({0, 0, 7, 0, 0,  //
                   0, 7, 7, 0, 0,  //
                   0, 0, 0, 0, 0})
           .verdict();
     }},
    {40, "PS3.3 C.7.6.11", "Shutter Presentation Value is of 16 bits, and not turned over",
     [] {
       // 32768 of 65535: 127.502.
       const TinyDataset edges = rectangle("1", "1", "1", "1");
       return Expect(sevens(1, 2).with(edges).with(presentation_value(65535)))
           .by(with_shutter())
           .greys({7, 255})
           .of(sevens(1, 2).with(edges).with(presentation_value(32768)))
           .by(with_shutter())
           .greys({7, 128})
           .of(sevens(1, 2).inverse().with(edges).with(presentation_value(65535)))
           .by(with_shutter())
           .greys({248, 255})
           .of(sevens(1, 2).inverse().with(edges))
           .by(with_shutter())
           .greys({248, 0})
           .verdict();
     }},
    {40, "PS3.3 C.7.6.16.2.16", "a frame may have a shutter of its own",
     [] {
       const auto macro = [](const TinyDataset& edges) {
         return sequence(DCM_FrameDisplayShutterSequence, {edges});
       };
       const TinyFile file = sevens(2, 2)
                                 .matrix(1, 2)
                                 .frames(2)
                                 .of(UID_EnhancedXAImageStorage, "XA")
                                 .with(sequence(DCM_PerFrameFunctionalGroupsSequence,
                                                {macro(rectangle("1", "1", "1", "1")),
                                                 macro(rectangle("2", "2", "1", "1"))}));
       return Expect(file).by(with_shutter()).greys({7, 0}).frame(1).greys({0, 7}).verdict();
     }},
};

}  // namespace

std::span<const Check> shutter_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
