# The viewers of the OpenAPI document, swagger-ui and redoc, built into the program.
#
# npm fetches them when a build folder is first configured, held to the lock file's digests and
# without running anything of theirs.  Where it cannot, the program is built without its pages, and
# the next configuring tries again.
#
# The lock file holds these two packages and nothing that they depend on: their bundles have all of
# it inside.  After `npm install --package-lock-only` of other versions, take the rest out again.

set(pages ${CMAKE_CURRENT_LIST_DIR})
set(page_packages ${pages}/package.json ${pages}/package-lock.json)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page_packages})

# redoc shows its makers' emblem, from their server.  These pages ask nobody else for anything:
# where there is no address there is no picture.
function(noctis_take_emblem_out file)
  file(READ ${file} bundle)
  string(REPLACE [["https://cdn.redoc.ly/redoc/logo-mini.svg"]] [[""]] changed "${bundle}")
  if(changed STREQUAL bundle)
    message(FATAL_ERROR "${file} has no address of an emblem to take out")
  endif()
  file(WRITE ${file} "${changed}")
endfunction()

# Makes FOLDER, with node_modules in it: whole, or not at all.
function(noctis_fetch_page_packages folder)
  set(left_out "`noctis serve` is built without the pages /api/v1/docs and /api/v1/redoc")
  find_program(NOCTIS_NPM npm)
  if(NOT NOCTIS_NPM)
    message(WARNING "npm is not installed: ${left_out}")
    return()
  endif()
  file(REMOVE_RECURSE ${CMAKE_CURRENT_BINARY_DIR}/pages)
  file(COPY ${page_packages} DESTINATION ${folder}.part)
  execute_process(
    COMMAND ${NOCTIS_NPM} ci --ignore-scripts --no-audit --no-fund --no-update-notifier
      --prefer-offline --fetch-retries=1 --fetch-timeout=60000
    WORKING_DIRECTORY ${folder}.part TIMEOUT 300
    RESULT_VARIABLE result OUTPUT_FILE said ERROR_FILE said)
  if(result EQUAL 0)
    noctis_take_emblem_out(${folder}.part/node_modules/redoc/bundles/redoc.standalone.js)
    file(RENAME ${folder}.part ${folder})
  else()
    message(WARNING "npm could not fetch swagger-ui and redoc (${result}; what it said is in "
      "${folder}.part/said): ${left_out}")
  endif()
endfunction()

# Of another lock file, or of another version of this one, nothing is taken over.
file(SHA256 ${pages}/package-lock.json lock_digest)
file(SHA256 ${CMAKE_CURRENT_LIST_FILE} list_digest)
string(SHA256 fetched_digest ${lock_digest}${list_digest})
set(fetched ${CMAKE_CURRENT_BINARY_DIR}/pages/${fetched_digest})
if(NOT EXISTS ${fetched})
  noctis_fetch_page_packages(${fetched})
endif()

# Each file under the name that it is served by.  The bundles say in their first line that their
# licences are beside them, and an installation carries those as files, too (samples/packaging).
set(page_names "")
set(page_files "")
set(page_licenses "")
if(EXISTS ${fetched})
  set(swagger_ui ${fetched}/node_modules/swagger-ui-dist)
  set(redoc ${fetched}/node_modules/redoc)
  foreach(entry
      moon.svg=${pages}/moon.svg
      pages.css=${pages}/pages.css
      start-swagger-ui.js=${pages}/start-swagger-ui.js
      swagger-ui.css=${swagger_ui}/swagger-ui.css
      swagger-ui-bundle.js=${swagger_ui}/swagger-ui-bundle.js
      swagger-ui-bundle.js.LICENSE.txt=${swagger_ui}/swagger-ui-bundle.js.LICENSE.txt
      swagger-ui.LICENSE.txt=${swagger_ui}/LICENSE
      swagger-ui.NOTICE.txt=${swagger_ui}/NOTICE
      redoc.standalone.js=${redoc}/bundles/redoc.standalone.js
      redoc.standalone.js.LICENSE.txt=${redoc}/bundles/redoc.standalone.js.LICENSE.txt
      redoc.LICENSE.txt=${redoc}/LICENSE)
    string(REGEX MATCH "^([^=]+)=(.+)$" entry "${entry}")
    list(APPEND page_names ${CMAKE_MATCH_1})
    list(APPEND page_files ${CMAKE_MATCH_2})
    if(entry MATCHES "LICENSE|NOTICE")
      list(APPEND page_licenses "${entry}")
    endif()
  endforeach()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page_files})
  find_program(NOCTIS_GZIP gzip REQUIRED)
endif()

set_property(GLOBAL PROPERTY NOCTIS_PAGE_LICENSES "${page_licenses}")

# Packed once, here, and put into a generated source as they are.
set(packed ${CMAKE_CURRENT_BINARY_DIR}/pages/packed)
file(MAKE_DIRECTORY ${packed})
set(page_archives "")
set(page_digests "")
set(symbols "")
set(entries "")
set(count 0)
foreach(name file IN ZIP_LISTS page_names page_files)
  add_custom_command(OUTPUT ${packed}/${name}.gz
    COMMAND ${NOCTIS_GZIP} -9nc ${file} > ${packed}/${name}.gz
    DEPENDS ${file} VERBATIM)
  list(APPEND page_archives ${packed}/${name}.gz)
  file(SHA256 ${file} digest)
  string(APPEND page_digests ${digest})
  string(APPEND symbols "NOCTIS_PAGE_ASSET(${count}, \"${packed}/${name}.gz\");\n")
  string(APPEND entries "      {\"${name}\", between(begin_${count}, end_${count})},\n")
  math(EXPR count "${count} + 1")
endforeach()
string(SHA256 page_digest "${page_digests}")
string(SUBSTRING ${page_digest} 0 16 page_digest)

set(generated ${CMAKE_CURRENT_BINARY_DIR}/pages/page_assets.cpp)
configure_file(${pages}/page_assets.cpp.in ${generated} @ONLY)
set_source_files_properties(${generated} PROPERTIES OBJECT_DEPENDS "${page_archives}")
target_sources(noctis_rest PRIVATE ${generated})
