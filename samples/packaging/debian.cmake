# The Debian package: `cpack --config build/CPackConfig.cmake -B FOLDER`.

set(NOCTIS_MAINTAINER "noctis developers <noctis@packages.invalid>" CACHE STRING
  "Who answers for the Debian package that is built here")
# Below 1, so that a package of Debian's own would take its place.
set(NOCTIS_DEBIAN_REVISION 0local1 CACHE STRING "Revision of the Debian package")
mark_as_advanced(NOCTIS_MAINTAINER NOCTIS_DEBIAN_REVISION)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME noctis)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "${NOCTIS_MAINTAINER}")
set(CPACK_STRIP_FILES ON)

# By DESTDIR, for the sake of /etc.
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${NOCTIS_DEBIAN_REVISION})
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "DICOM to pictures, ahead of time")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"noctis walks folders of DICOM files and renders each image and a thumbnail of
it, under every window/level preset that suits it, into a store that is
addressed by content and indexed by SQLite. What is there already is not made
again, so that a nightly run costs what is new.

Grey levels follow the grayscale pipeline of the DICOM standard. Pictures and
windows of any kind are answered from the store, on the command line and over
HTTP. This package brings the program, units of systemd for the night and for
the server, and examples for nginx, cron and Prometheus.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser")
# Nothing in the program tells dpkg-shlibdeps of these; libjxl.so.0.7 is in libjxl0.7.
get_property(late GLOBAL PROPERTY NOCTIS_LATE_LIBRARIES)
foreach(library IN LISTS late)
  string(REGEX MATCH "^(.+)=(.+)$" library "${library}")
  set(version ${CMAKE_MATCH_2})
  string(REGEX REPLACE "([0-9])\\.so\\." "\\1-" package ${CMAKE_MATCH_1})
  string(REPLACE ".so." "" package ${package})
  string(APPEND CPACK_DEBIAN_PACKAGE_DEPENDS ", ${package} (>= ${version})")
endforeach()
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx, prometheus-node-exporter, jq")

set(debian ${CMAKE_CURRENT_SOURCE_DIR}/debian)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${debian}/conffiles ${debian}/postinst ${debian}/prerm ${debian}/postrm)

# What only the package has: manual pages and changelog compressed, the copyright.
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/debian_files.cmake)
set(CPACK_NOCTIS_DEBIAN ${debian})
set(CPACK_NOCTIS_CHANGELOG ${CMAKE_CURRENT_BINARY_DIR}/changelog)
configure_file(${debian}/changelog.in ${CPACK_NOCTIS_CHANGELOG} @ONLY)

include(CPack)
