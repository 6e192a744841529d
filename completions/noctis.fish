# fish completion for noctis

function __noctis_presets
    command noctis presets 2>/dev/null | string replace -r '\t.*' ''
end

# __noctis_for COMMAND…: whether it is one of these that is typed.
function __noctis_for
    __fish_seen_subcommand_from $argv
end

set -l one_preset '(__noctis_presets)'
set -l presets '(__fish_complete_list , __noctis_presets)'
# Of --store=fold the part that names a folder.
set -l folders '(__fish_complete_directories (commandline -ct | string replace -r "^--[^=]*=" ""))'

complete -c noctis -f
complete -c noctis -s h -l help -d 'Print a help message'
complete -c noctis -l store -x -a "$folders" -d 'The store\'s folder'
complete -c noctis -l config -r -F -d 'Read this configuration file'
complete -c noctis -l print-config -d 'Print the configuration in force'
complete -c noctis -l json -d 'JSON Lines on standard output'
complete -c noctis -s q -l quiet -d 'Errors only'
complete -c noctis -s v -l verbose -d 'Say more'
complete -c noctis -l color -x -a 'auto always never' -d 'Colour messages'
complete -c noctis -s j -l jobs -x -d 'Threads'
complete -c noctis -l version -d 'Print the version'

set -l commands warm convert ls cat serve stats verify gc clear presets doctor token
set -l none "not __noctis_for $commands"
complete -c noctis -n "$none" -a warm -d 'Render what is new or changed'
complete -c noctis -n "$none" -a convert -d 'DICOM files to PNG files, without a store'
complete -c noctis -n "$none" -a ls -d 'List what the index holds'
complete -c noctis -n "$none" -a cat -d 'Write one stored object'
complete -c noctis -n "$none" -a serve -d 'Answer the REST routes from the store'
complete -c noctis -n "$none" -a stats -d 'What the store holds, in numbers'
complete -c noctis -n "$none" -a verify -d 'Check every object and every row'
complete -c noctis -n "$none" -a gc -d 'Remove what is no longer needed'
complete -c noctis -n "$none" -a clear -d 'Remove renditions by a pattern'
complete -c noctis -n "$none" -a presets -d 'List the presets'
complete -c noctis -n "$none" -a doctor -d 'What this build can do, and the display rules'
complete -c noctis -n "$none" -a token -d 'Make a token for a client of the server'

set -l these '__noctis_for warm'
complete -c noctis -n "$these" -F
complete -c noctis -n "$these" -l files-from -r -F -d 'Read paths from FILE'
complete -c noctis -n "$these" -s 0 -l null -d 'Paths end in NUL'
complete -c noctis -n "$these" -l preset -x -a "$presets" -d 'Only these presets'
complete -c noctis -n "$these" -l thumbnail-side -x -d 'Thumbnails fit in N x N'
complete -c noctis -n "$these" -l frames -x -a 'all first middle' -d 'Of a multi-frame image'
complete -c noctis -n "$these" -l modality -x -d 'Only these modalities'
complete -c noctis -n "$these" -l no-master -d 'No 16-bit masters'
complete -c noctis -n "$these" -l force -d 'Render what is there already, too'
complete -c noctis -n "$these" -s n -l dry-run -d 'Only say what would be looked at'
complete -c noctis -n "$these" -l fail-fast -d 'Stop at the first file that fails'
complete -c noctis -n "$these" -l max-errors -x -d 'Stop when more than N files have failed'
complete -c noctis -n "$these" -l compression -x -a 'fast default small reference' -d 'Effort on the PNG files'
complete -c noctis -n "$these" -l report -r -F -d 'Write a JSON line for each file'
complete -c noctis -n "$these" -l order -x -a 'path newest' -d 'Which files first'
complete -c noctis -n "$these" -l deadline -x -d 'Begin nothing new after 06:00 or 90m'
complete -c noctis -n "$these" -l file-timeout -x -d 'Give up a file that goes no step further'
complete -c noctis -n "$these" -l max-memory -x -d 'Give up a file that takes more'
complete -c noctis -n "$these" -l nice -x -d 'Leave way to others'
complete -c noctis -n "$these" -l retry-lock -x -d 'Wait while another run holds the store'
complete -c noctis -n "$these" -l metrics-file -r -F -d 'Write numbers for Prometheus to FILE'

set -l these '__noctis_for convert'
complete -c noctis -n "$these" -F
complete -c noctis -n "$these" -l files-from -r -F -d 'Read paths from FILE'
complete -c noctis -n "$these" -s 0 -l null -d 'Paths end in NUL'
complete -c noctis -n "$these" -s o -l output -r -F -d 'A folder, a file or -'
complete -c noctis -n "$these" -l name -x -d 'Names in a folder'
complete -c noctis -n "$these" -l bits -x -a '8 16' -d 'Of grey pictures'
complete -c noctis -n "$these" -l size -x -d 'Shrunk to fit in N x N'
complete -c noctis -n "$these" -l compression -x -a 'fast default small reference' -d 'Effort on the PNG files'
complete -c noctis -n "$these" -l explain -d 'Print what decided each picture'
complete -c noctis -n "$these" -s f -l force -d 'Write even if standard output is a terminal'
complete -c noctis -n "$these" -l preset -x -a "$presets" -d 'These presets'
complete -c noctis -n "$these" -l window -x -d 'Any window'
complete -c noctis -n "$these" -l frame -x -a all -d 'Which frame, from 1, or all'
complete -c noctis -n "$these" -l invert -d 'Black for white'
complete -c noctis -n "$these" -l overlay -d 'Draw the overlays'
complete -c noctis -n "$these" -l shutter -d 'Hide what the display shutter hides'
complete -c noctis -n "$these" -l pixels -x -a 'square stored' -d 'The shape of pixels'
complete -c noctis -n "$these" -l quirk -x -a stored-window -d 'A quirk of a vendor'

set -l these '__noctis_for ls'
complete -c noctis -n "$these" -a 'studies series images renditions failures'
complete -c noctis -n "$these" -l where -x -d 'Only rows whose column KEY matches GLOB'
complete -c noctis -n "$these" -l sort -x -d 'By the column KEY'
complete -c noctis -n "$these" -l limit -x -d 'At most N rows'
complete -c noctis -n "$these" -s 0 -l null -d 'Only the first column, ended by NUL'

set -l these '__noctis_for cat'
complete -c noctis -n "$these" -l preset -x -a "$one_preset" -d 'The preset\'s name'
complete -c noctis -n "$these" -l window -x -d 'Any window'
complete -c noctis -n "$these" -l frame -x -d 'Which frame, from 1'
complete -c noctis -n "$these" -l thumbnail -d 'The warmed thumbnail'
complete -c noctis -n "$these" -l size -x -d 'Shrunk to fit in N x N'
complete -c noctis -n "$these" -s f -l force -d 'Write even to a terminal'

set -l these '__noctis_for serve'
complete -c noctis -n "$these" -l listen -x -d 'An address, or unix:PATH'
complete -c noctis -n "$these" -l auth -x -a 'none jwt' -d 'Who may ask'
complete -c noctis -n "$these" -l jwt-secret-file -r -F -d 'The secret of HS256'
complete -c noctis -n "$these" -l jwt-public-key -r -F -d 'The public key of RS256'
complete -c noctis -n "$these" -l jwt-audience -x -d 'Only tokens for this audience'
complete -c noctis -n "$these" -l cors-origin -x -d 'Origins whose pages may read'
complete -c noctis -n "$these" -l host-name -x -d 'The names it may be asked by'
complete -c noctis -n "$these" -l trusted-proxy -x -d 'Whose X-Forwarded-For is believed'
complete -c noctis -n "$these" -l rate-limit -x -d 'Requests of one client'
complete -c noctis -n "$these" -l allow-clear -d 'Clearing, for tokens of the scope admin'
complete -c noctis -n "$these" -l access-log -r -F -d 'A line a request, to a file, - or off'
complete -c noctis -n "$these" -l access-log-format -x -a 'json combined' -d 'Of the access log'
complete -c noctis -n "$these" -l insecure -d 'Other machines may read, unasked'

complete -c noctis -n '__noctis_for stats' -l format -x -a 'table json prometheus' -d 'How to print'

set -l these '__noctis_for verify'
complete -c noctis -n "$these" -l sample -x -d 'Hash only SHARE of the objects'
complete -c noctis -n "$these" -l seed -x -d 'The sample of an earlier run'
complete -c noctis -n "$these" -l repair -d 'Make again what is damaged'

set -l these '__noctis_for gc'
complete -c noctis -n "$these" -l max-size -x -d 'Studies go until the objects take SIZE'
complete -c noctis -n "$these" -l max-age -x -d 'Images go whose files have been gone for AGE'
complete -c noctis -n "$these" -l missing-sources -d 'Images go whose files are gone'
complete -c noctis -n "$these" -l unused-presets -d 'Renditions go of presets not configured'
complete -c noctis -n "$these" -l study -x -d 'This study goes'
complete -c noctis -n "$these" -l delete -d 'Remove it'

complete -c noctis -n '__noctis_for clear' -s y -l yes -d 'Remove it'

set -l these '__noctis_for presets'
complete -c noctis -n "$these" -a "$one_preset"
complete -c noctis -n "$these" -l check -r -F -d 'Check the presets of FILE'

complete -c noctis -n '__noctis_for doctor' -l rule -x -d 'Only the checks of these display rules'

set -l these '__noctis_for token'
complete -c noctis -n "$these" -l subject -x -d 'Whose token it is'
complete -c noctis -n "$these" -l scope -x -a 'read admin' -d 'What it allows'
complete -c noctis -n "$these" -l expires -x -d 'It is good for so long'
complete -c noctis -n "$these" -l audience -x -d 'For this audience alone'
complete -c noctis -n "$these" -l jwt-secret-file -r -F -d 'Sign by HS256'
complete -c noctis -n "$these" -l jwt-private-key -r -F -d 'Sign by RS256'
