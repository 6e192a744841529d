// Reading the index: read-write with query_only, no lock, statements reset after each call.

#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fingerprint.hpp"
#include "base/result.hpp"
#include "store/rows.hpp"
#include "store/study_query.hpp"

namespace noctis {

struct StoredStudy {
  std::int64_t id = 0;
  StudyRow study;
  std::string modalities;  ///< distinct, joined by backslashes
  std::uint64_t series_count = 0, image_count = 0;
};
struct StoredSeries {
  std::int64_t id = 0, study_id = 0;
  std::string study_instance_uid;
  SeriesRow series;
  std::uint64_t image_count = 0;
};
struct StoredInstance {
  std::int64_t id = 0, series_id = 0, study_id = 0;
  std::string study_instance_uid, series_instance_uid, modality, body_part_examined;
  InstanceRow instance;
};
struct StoredRendition {
  std::int64_t instance_id = 0;
  std::string study_instance_uid, series_instance_uid, sop_instance_uid;
  RenditionRow rendition;
};

/// Names a full-size picture of an image; no picture is of frame 0.
struct PictureKey {
  std::uint32_t frame = 0;
  std::string_view preset = {};
};
/// What decides which pictures there are of an image, and no more: most are asked for without
/// anything else.
struct ShownImage {
  std::int64_t id = 0;
  std::string modality;
  std::uint32_t rows = 0, columns = 0, frames = 0;
  std::optional<std::int64_t> representative_frame_number;
  bool hounsfield_units = false;
  bool color = false;
  std::optional<RenditionRow> picture;  ///< the one asked for along with it, where it was warmed
};
/// And what is told of it beside its picture.
struct StoredImage {
  ShownImage shown;
  std::string patient_id, patient_name;
  std::string study_date, study_time, study_description, series_description;
  std::string sop_instance_uid;
  std::optional<std::int64_t> instance_number;
  std::optional<double> slice_thickness;
  std::optional<std::array<double, 2>> pixel_spacing;  ///< mm: between rows, columns
};
/// What a list of images tells, and what decides their order and who of them stands for the series.
struct ListedImage {
  std::int64_t id = 0;
  std::string sop_instance_uid;
  std::optional<std::int64_t> instance_number;
  std::uint32_t rows = 0, columns = 0, frames = 0;
  std::string image_type, presentation_intent_type;
  std::optional<std::array<double, 3>> image_position;
  std::optional<std::array<double, 6>> image_orientation;
};
/// An object that a rendition names.
struct NamedObject {
  ObjectId id;
  std::uint64_t bytes = 0;
  bool is_png = false;
};
struct StudyPage {
  std::vector<StoredStudy> studies;
  std::uint64_t total = 0;          ///< on all pages together
  std::optional<StudyCursor> next;  ///< nothing on the last page
};

/// What `noctis stats` tells.
struct StoreStatistics {
  std::uint64_t studies = 0, series = 0, instances = 0, images = 0, frames = 0;
  std::uint64_t sources = 0, missing_sources = 0;
  std::uint64_t renditions = 0, objects = 0;
  std::uint64_t object_bytes = 0;     ///< each object once
  std::uint64_t rendition_bytes = 0;  ///< each rendition's object, as if nothing were shared
  std::uint64_t source_bytes = 0;     ///< of sources that are images
  struct Group {
    std::string name;
    std::uint64_t count = 0, bytes = 0;
  };
  std::vector<Group> images_by_modality;    ///< bytes: of the distinct objects
  std::vector<Group> renditions_by_preset;  ///< "lung", "lung thumbnail", "master"
  std::vector<Group> sources_by_outcome;
  std::vector<Group> failures_by_reason;
  std::vector<RunRow> runs;  ///< the last ten, newest first
  std::uint64_t run_count = 0;
  std::optional<std::int64_t> last_success_ns;  ///< when a run was last done to its end
};

/// One thread at a time; one instance a thread.
class Index {
 public:
  /// Throws Fatal: not_found where there is no store, newer_schema, damaged, or unsupported on a
  /// network file system.  On a medium that cannot be written it is opened immutable, unless a WAL
  /// is left there.  Each function throws Fatal: damaged, io, or busy where another holds the index
  /// for longer than `patience` (a recovery or a checkpoint takes moments).
  static Index open(const std::filesystem::path& store,
                    std::chrono::milliseconds patience = std::chrono::seconds{10});

  /// Keeps 1 MiB of pages in memory from now on, not 16: for who goes over much, and needs nothing
  /// of it twice.
  void keep_few_pages() const;

  /// From now on all look-ups see the store as it is at the first of them, and take no lock each:
  /// what a server asks for costs half as much.  Whoever holds a snapshot for long keeps the writer
  /// from emptying its WAL.  Nothing changes where one is held already.
  void hold_snapshot() const;
  /// And at the next look-up as it is then.
  void release_snapshot() const;
  /// Whether anybody has committed since the snapshot was asked for, or may have: as good as free.
  [[nodiscard]] bool is_behind() const noexcept;

  /// Whether the store's index is still the file that was opened: a lost one is made anew.
  [[nodiscard]] bool is_current() const noexcept;

  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;
  ~Index();

  /// The sources whose path lies at or under `root`, in the byte order of their paths; memory does
  /// not grow with their number.  It may live as long as a run: it holds no snapshot between two
  /// calls, and no other function of the Index disturbs it.  A row that commits meanwhile is seen
  /// where its path is still well ahead.
  class SourceCursor {
   public:
    SourceCursor(SourceCursor&&) noexcept;
    ~SourceCursor();
    /// Nothing at the end.
    [[nodiscard]] std::optional<SourceRow> next();

   private:
    friend class Index;
    struct State;
    explicit SourceCursor(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
  };
  [[nodiscard]] SourceCursor sources_under(const std::string& root) const;

  [[nodiscard]] std::optional<SourceRow> source(std::string_view path) const;
  /// A source with these bytes, indexed or recorded as failed; any one of them.
  [[nodiscard]] std::optional<SourceRow> source_with_content(const Digest& content_digest) const;

  /// What fingerprints of this store are made with.
  [[nodiscard]] FingerprintKey fingerprint_key() const;

  [[nodiscard]] bool has_object(const ObjectId& id) const;
  [[nodiscard]] std::optional<StoredInstance> instance(std::int64_t id) const;
  [[nodiscard]] std::optional<StoredInstance> instance_with_digest(const Digest& digest) const;
  [[nodiscard]] bool has_attributes_digest(const Digest& attributes_digest) const;
  /// The one that answers to a UID: the greatest (mtime, path) among those with a source that is
  /// not missing, else among all.  The mtime is that of the source, of each copy its own.
  [[nodiscard]] std::optional<StoredInstance> instance_with_uid(std::string_view uid) const;

  /// The images that are shown of each series, or study, with this UID, in the order of study,
  /// series and instance number; more than one row may bear the UID.
  [[nodiscard]] std::vector<StoredInstance> images_of_series(std::string_view uid) const;
  [[nodiscard]] std::vector<StoredInstance> images_of_study(std::string_view uid) const;

  /// In the order of frame, kind, preset.
  [[nodiscard]] std::vector<RenditionRow> renditions(std::int64_t instance_id) const;
  [[nodiscard]] std::optional<RenditionRow> rendition(std::int64_t instance_id, std::uint32_t frame,
                                                      RenditionKind kind,
                                                      std::string_view preset) const;

  /// Row by row, in the order of study date, series number, instance number; a visitor returns
  /// whether to go on.  An instance that no source row names any more (its file was replaced by
  /// another) is passed over, and so is a series or a study of such alone.  A listing is
  /// one snapshot as long as it lasts, which keeps the writer's WAL from being emptied: a visitor
  /// does not wait for a person.
  void studies(const std::function<bool(const StoredStudy&)>& visit) const;
  void series(const std::function<bool(const StoredSeries&)>& visit) const;
  void instances(const std::function<bool(const StoredInstance&)>& visit) const;
  void all_renditions(const std::function<bool(const StoredRendition&)>& visit) const;
  /// Failed and crashed, in the order of their paths.
  void failures(const std::function<bool(const SourceRow&)>& visit) const;

  // For a server.  What no source names any more is passed over here, too.

  /// More studies than one may bear a UID, of as many patients: of those the one that the newest
  /// file (by mtime) spoke of.
  [[nodiscard]] std::optional<StoredStudy> study(std::int64_t id) const;
  [[nodiscard]] std::optional<StoredStudy> study_with_uid(std::string_view uid) const;
  /// Likewise.
  [[nodiscard]] std::optional<StoredSeries> series(std::int64_t id) const;
  [[nodiscard]] std::optional<StoredSeries> series_with_uid(std::string_view uid) const;
  /// In the order of series number.
  [[nodiscard]] std::vector<StoredSeries> series_of_study(std::int64_t study_id) const;
  /// How many instances, shown or not, the series or the study has, counted no further than to
  /// `most`: a glance before a long look.  By id, else by UID: of all that bear it.
  [[nodiscard]] std::uint64_t instances_in_series(std::optional<std::int64_t> id,
                                                  std::string_view uid, std::uint64_t most) const;
  [[nodiscard]] std::uint64_t instances_in_study(std::optional<std::int64_t> id,
                                                 std::string_view uid, std::uint64_t most) const;
  /// Those with pixels, in the order of instance number.
  [[nodiscard]] std::vector<ListedImage> listed_images(std::int64_t series_id) const;
  /// By a UID, as instance_with_uid().
  [[nodiscard]] std::optional<ShownImage> shown_image(std::int64_t id,
                                                      const PictureKey& along = {}) const;
  [[nodiscard]] std::optional<ShownImage> shown_image_with_uid(std::string_view uid,
                                                               const PictureKey& along = {}) const;
  [[nodiscard]] std::optional<StoredImage> image(std::int64_t id,
                                                 const PictureKey& along = {}) const;
  [[nodiscard]] std::optional<StoredImage> image_with_uid(std::string_view uid,
                                                          const PictureKey& along = {}) const;
  [[nodiscard]] std::optional<NamedObject> object(const ObjectId& id) const;
  [[nodiscard]] std::optional<NamedObject> newest_object() const;

  /// One snapshot.  Looks at every study.  Precondition: query.after is of query.order.
  [[nodiscard]] StudyPage find_studies(const StudyQuery& query) const;

  [[nodiscard]] StoreStatistics statistics() const;

 private:
  struct State;
  explicit Index(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace noctis
