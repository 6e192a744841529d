# Run by cpack between installation and packing.  Debian Policy 12.1, 12.5, 12.7.

set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY})
set(doc ${root}/usr/share/doc/noctis)

function(compress)
  # No name and no time, so that the same files make the same package.
  execute_process(COMMAND gzip -9n -- ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(GLOB_RECURSE pages ${root}/usr/share/man/*)
compress(${pages})

configure_file(${CPACK_NOCTIS_DEBIAN}/copyright ${doc}/copyright COPYONLY NO_SOURCE_PERMISSIONS)
configure_file(${CPACK_NOCTIS_CHANGELOG} ${doc}/changelog.Debian COPYONLY NO_SOURCE_PERMISSIONS)
compress(${doc}/changelog.Debian)

# Whatever the builder's umask is.
file(CHMOD_RECURSE ${root} DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
