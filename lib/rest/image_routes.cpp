// An image's picture, and what stands for a series or a study.

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "base/base64.hpp"
#include "base/fingerprint.hpp"
#include "display/representative.hpp"
#include "rest/catalog.hpp"
#include "rest/find.hpp"
#include "rest/image_request.hpp"
#include "rest/large_groups.hpp"
#include "rest/parts.hpp"
#include "rest/picture.hpp"
#include "rest/stands_for.hpp"

namespace noctis {

namespace {

// What is asked, and of what: all that an answer is written from, beside the pixels.
struct Asked {
  StoredImage image;  // but what is shown alone, where nothing more is told
  ImageRequest request;
  std::uint32_t frame = 1;
};

// The same URL is answered in two forms.
void add_headers(Response& response, std::string_view etag) {
  response.headers.reserve(most_headers);
  response.headers.emplace_back("Cache-Control", "private, no-cache");
  response.headers.emplace_back("Vary", "Accept");
  add_etag(response, etag);
}

// All that a JSON answer says beside the pixels.
AroundPicture json_around(const Asked& asked, const PictureFacts& facts) {
  return asked.request.is_thumbnail
             ? thumbnail_json(asked.image.shown.id, asked.request, asked.frame, facts)
             : image_json(asked.image, asked.request, asked.frame, facts);
}

// Its validator changes with a patient's name as well as with the pixels: their address, one half
// folded with what stands before them, the other with what stands behind.
std::string etag_of(const AroundPicture& around, const PictureFacts& facts) {
  Digest tag = facts.object.sha256;
  const Fingerprint before = fingerprint(as_bytes(around.before));
  const Fingerprint after = fingerprint(as_bytes(around.after));
  for (std::size_t i = 0; i < before.size(); ++i) {
    tag[i] ^= before[i];
    tag[before.size() + i] ^= after[i];
  }
  return to_hex(tag);
}

Response answer_of(const Asked& asked, StoredPicture picture) {
  Response response;
  if (asked.request.wants_png) {
    response.content_type = "image/png";
    response.body = FileBody{std::move(picture.file), picture.bytes};
    add_headers(response, picture.facts.object.text());
    return response;
  }
  AroundPicture around = json_around(asked, picture.facts);
  response.content_type = "application/json";
  add_headers(response, etag_of(around, picture.facts));
  response.body = Base64Body{.before = std::move(around.before),
                             .file = std::move(picture.file),
                             .size = picture.bytes,
                             .after = std::move(around.after)};
  return response;
}

Response answer_of(const Asked& asked, const MadePicture& picture) {
  Response response;
  if (asked.request.wants_png) {
    response.content_type = "image/png";
    response.body = std::string(as_text(picture.png));
    add_headers(response, picture.facts.object.text());
    return response;
  }
  const AroundPicture around = json_around(asked, picture.facts);
  response.content_type = "application/json";
  add_headers(response, etag_of(around, picture.facts));
  std::string text = around.before;
  append_base64(text, picture.png);
  text += around.after;
  response.body = std::move(text);
  return response;
}

// R30: what stands for more than itself is of the frame that does so.
Answered<std::uint32_t> frame_of(const ShownImage& image, const ImageRequest& request) {
  if (image.frames == 0)
    return refuse(404, "there are no pixels in it");
  const std::uint32_t frame =
      request.frame ? *request.frame
                    : representative_frame(image.frames, image.representative_frame_number);
  if (frame > image.frames)
    return refuse(400, "frame is {}, of {}", frame, image.frames);
  return frame;
}

// As much of it as the answer tells.
Answered<StoredImage> found_image(const Index& index, const ThingId& id,
                                  const ImageRequest& request) {
  const PictureKey along = picture_key_of(request);
  if (!request.wants_png && !request.is_thumbnail)
    return find_image(index, id, along);
  auto shown = find_shown_image(index, id, along);
  if (!shown)
    return refuse(shown);
  StoredImage image;
  image.shown = *std::move(shown);
  return image;
}

Answered<Answer> answer_image(const SharedParts& shared, const StoreReaders& readers,
                              const ThingId& id, const Request& request, ImageRequest wanted) {
  auto image = found_image(readers.index, id, wanted);
  if (!image)
    return refuse(image);
  const auto frame = frame_of(image->shown, wanted);
  if (!frame)
    return refuse(frame);
  auto source = find_picture(readers, shared.looks, image->shown, wanted, *frame,
                             shared.parts.thumbnail_side);
  if (!source)
    return refuse(source);
  Asked asked{*std::move(image), std::move(wanted), *frame};
  if (auto* const stored = std::get_if<StoredPicture>(&*source)) {
    return answer_of(asked, std::move(*stored));
  }
  return long_work(request,
                   [asked = std::make_shared<const Asked>(std::move(asked)),
                    work = std::get<PictureWork>(*source)]() -> Answered<Response> {
                     const auto made = work();
                     if (!made)
                       return refuse(made);
                     return answer_of(*asked, *made);
                   });
}

Answered<Answer> image_answer(WorkerParts& worker, const Request& request, const Captured& captured,
                              Answered<ImageRequest> wanted) {
  const auto id = parse_thing_id(captured.front());
  if (!id)
    return refuse(id);
  if (!wanted)
    return refuse(wanted);
  return answer_image(*worker.shared, worker.store.readers(), *id, request, *std::move(wanted));
}

// `find` is find_series or find_study, `stands_for` image_for_series or image_for_study.
template <class Find, class StandsFor>
Answered<Answer> representative_answer(WorkerParts& worker, const Request& request,
                                       const Captured& captured, IsLarge is_large, Find find,
                                       StandsFor stands_for) {
  const auto id = parse_thing_id(captured.front());
  if (!id)
    return refuse(id);
  const auto wanted = parse_thumbnail_request(request, worker.shared->parts.presets);
  if (!wanted)
    return refuse(wanted);
  const auto answer = [shared = worker.shared, id = *id, wanted = *wanted, find, stands_for](
                          const StoreReaders& readers, const Request& asked) -> Answered<Answer> {
    const auto thing = find(readers.index, id);
    if (!thing)
      return refuse(thing);
    const auto chosen = stands_for(readers.index, thing->id);
    if (!chosen)
      return refuse(404, "there is no image in it");
    return answer_image(*shared, readers, ThingId(*chosen), asked, wanted);
  };
  return answer_by_size(worker, request, *id, is_large, answer);
}

}  // namespace

void add_image_routes(Router& router, const Worker& worker) {
  add_route(router, Method::get, "/api/v1/dicom/images/{id}", Access::read,
            [worker](const Request& request, const Captured& captured) {
              return image_answer(*worker, request, captured,
                                  parse_image_request(request, worker->shared->parts.presets));
            });
  add_route(router, Method::get, "/api/v1/dicom/images/{id}/thumbnail", Access::read,
            [worker](const Request& request, const Captured& captured) {
              return image_answer(*worker, request, captured,
                                  parse_thumbnail_request(request, worker->shared->parts.presets));
            });
  add_route(router, Method::get, "/api/v1/dicom/series/{id}/thumbnail", Access::read,
            [worker](const Request& request, const Captured& captured) {
              return representative_answer(*worker, request, captured, is_large_series, find_series,
                                           image_for_series);
            });
  add_route(router, Method::get, "/api/v1/dicom/studies/{id}/thumbnail", Access::read,
            [worker](const Request& request, const Captured& captured) {
              return representative_answer(*worker, request, captured, is_large_study, find_study,
                                           image_for_study);
            });
}

}  // namespace noctis
