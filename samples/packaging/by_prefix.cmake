# Run by `cmake --install`, with $source, $scratch, $bin and $data set: what depends on the prefix,
# which is not known for sure before (--prefix, cpack).

set(samples ${source}/samples)

# The units name the program by its full path.  Two installations may go on at once.
string(RANDOM LENGTH 16 generated)
set(generated ${scratch}/units-${generated})
file(GLOB units ${samples}/systemd/*)
set(NOCTIS ${CMAKE_INSTALL_PREFIX}/${bin}/noctis)
foreach(unit IN LISTS units)
  get_filename_component(name ${unit} NAME)
  configure_file(${unit} ${generated}/${name} @ONLY NO_SOURCE_PERMISSIONS)
  file(INSTALL DESTINATION ${CMAKE_INSTALL_PREFIX}/lib/systemd/system TYPE FILE
    FILES ${generated}/${name})
endforeach()
file(REMOVE_RECURSE ${generated})

# zsh on Debian looks in /usr/share and in /usr/local/share, under different names.
if(CMAKE_INSTALL_PREFIX STREQUAL /usr)
  set(zsh vendor-completions)
else()
  set(zsh site-functions)
endif()
file(INSTALL DESTINATION ${CMAKE_INSTALL_PREFIX}/${data}/zsh/${zsh} TYPE FILE
  FILES ${source}/completions/_noctis)

# The program reads /etc/noctis/config.toml, the units /etc/default/noctis.  A prefix outside of /usr
# is somebody's own folder, and is not left.
if(CMAKE_INSTALL_PREFIX MATCHES "^/usr(/|$)")
  set(etc /etc)
else()
  set(etc ${CMAKE_INSTALL_PREFIX}/etc)
endif()

# What is there was edited by somebody: it stays.
function(install_configuration file folder name)
  if(EXISTS "$ENV{DESTDIR}${folder}/${name}")
    message(STATUS "Kept as it is: $ENV{DESTDIR}${folder}/${name}")
    return()
  endif()
  file(INSTALL DESTINATION ${folder} TYPE FILE RENAME ${name} FILES ${file})
endfunction()
install_configuration(${samples}/packaging/config.toml ${etc}/noctis config.toml)
install_configuration(${samples}/packaging/noctis.default ${etc}/default noctis)
