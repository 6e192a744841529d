# fish completion for noctis

set -l commands warm convert ls cat stats verify gc clear presets doctor
set -l presets default lung bone soft_tissue brain liver mediastinum abdomen stroke angio chest_xray \
    bone_xray extremity spine soft_xray auto full
set -l none "not __fish_seen_subcommand_from $commands"
set -l warm '__fish_seen_subcommand_from warm'
set -l convert '__fish_seen_subcommand_from convert'
set -l ls '__fish_seen_subcommand_from ls'
set -l cat '__fish_seen_subcommand_from cat'
set -l stats '__fish_seen_subcommand_from stats'
set -l verify '__fish_seen_subcommand_from verify'
set -l gc '__fish_seen_subcommand_from gc'
set -l clear '__fish_seen_subcommand_from clear'
set -l presets_command '__fish_seen_subcommand_from presets'
set -l doctor '__fish_seen_subcommand_from doctor'

complete -c noctis -f
complete -c noctis -n "$none" -a warm -d 'Render what is new or changed'
complete -c noctis -n "$none" -a convert -d 'DICOM files to PNG files, without a store'
complete -c noctis -n "$none" -a ls -d 'List what the index holds'
complete -c noctis -n "$none" -a cat -d 'Write one stored object'
complete -c noctis -n "$none" -a stats -d 'What the store holds, in numbers'
complete -c noctis -n "$none" -a verify -d 'Check every object and every row'
complete -c noctis -n "$none" -a gc -d 'Remove what is no longer needed'
complete -c noctis -n "$none" -a clear -d 'Remove renditions by a pattern'
complete -c noctis -n "$none" -a presets -d 'List the presets'
complete -c noctis -n "$none" -a doctor -d 'What this build can do, and the display rules'

complete -c noctis -s h -l help -d 'Print a help message'
complete -c noctis -l store -r -a '(__fish_complete_directories)' -d 'The store\'s folder'
complete -c noctis -l json -d 'JSON Lines on standard output'
complete -c noctis -s q -l quiet -d 'Errors only'
complete -c noctis -s v -l verbose -d 'Say more'
complete -c noctis -l config -r -F -d 'Read this configuration file'
complete -c noctis -l print-config -d 'Print the configuration in force'
complete -c noctis -l color -x -a 'auto always never' -d 'Colour messages'
complete -c noctis -s j -l jobs -x -d 'Threads'
complete -c noctis -l version -d 'Print the version'

complete -c noctis -n "$warm" -F
complete -c noctis -n "$warm" -l files-from -r -F -d 'Read paths from FILE'
complete -c noctis -n "$warm" -s 0 -l null -d 'Paths end in NUL'
complete -c noctis -n "$warm" -l preset -x -a "$presets" -d 'Only these presets'
complete -c noctis -n "$warm" -l thumbnail-side -x -d 'Thumbnails fit in N x N'
complete -c noctis -n "$warm" -l frames -x -a 'all first middle' -d 'Of a multi-frame image'
complete -c noctis -n "$warm" -l modality -x -d 'Only these modalities'
complete -c noctis -n "$warm" -l no-master -d 'No 16-bit masters'
complete -c noctis -n "$warm" -l force -d 'Render what is there already, too'
complete -c noctis -n "$warm" -s n -l dry-run -d 'Only say what would be looked at'
complete -c noctis -n "$warm" -l fail-fast -d 'Stop at the first file that fails'
complete -c noctis -n "$warm" -l max-errors -x -d 'Stop when more than N files have failed'
complete -c noctis -n "$warm" -l compression -x -a 'fast default small' -d 'Effort on the PNG files'
complete -c noctis -n "$warm" -l order -x -a 'path newest' -d 'Which files first'
complete -c noctis -n "$warm" -l deadline -x -d 'Begin nothing new after 06:00 or 90m'
complete -c noctis -n "$warm" -l file-timeout -x -d 'Give up a file that goes no step further'
complete -c noctis -n "$warm" -l max-memory -x -d 'Give up a file that takes more'
complete -c noctis -n "$warm" -l nice -x -d 'Leave way to others'
complete -c noctis -n "$warm" -l retry-lock -x -d 'Wait while another run holds the store'
complete -c noctis -n "$warm" -l metrics-file -r -F -d 'Write numbers for Prometheus to FILE'
complete -c noctis -n "$warm" -l report -r -F -d 'Write a JSON line for each file'

complete -c noctis -n "$convert" -F
complete -c noctis -n "$convert" -l files-from -r -F -d 'Read paths from FILE'
complete -c noctis -n "$convert" -s 0 -l null -d 'Paths end in NUL'
complete -c noctis -n "$convert" -s o -l output -r -F -d 'A folder, a file or -'
complete -c noctis -n "$convert" -l name -x -d 'Names in a folder'
complete -c noctis -n "$convert" -l preset -x -a "$presets" -d 'These presets'
complete -c noctis -n "$convert" -l window -x -d 'Any window'
complete -c noctis -n "$convert" -l frame -x -a all -d 'Which frame, from 1, or all'
complete -c noctis -n "$convert" -l invert -d 'Black for white'
complete -c noctis -n "$convert" -l overlay -d 'Draw the overlays'
complete -c noctis -n "$convert" -l shutter -d 'Hide what the display shutter hides'
complete -c noctis -n "$convert" -l pixels -x -a 'square stored' -d 'The shape of pixels'
complete -c noctis -n "$convert" -l quirk -x -a stored-window -d 'A quirk of a vendor'
complete -c noctis -n "$convert" -l bits -x -a '8 16' -d 'Of grey pictures'
complete -c noctis -n "$convert" -l size -x -d 'Shrunk to fit in N x N'
complete -c noctis -n "$convert" -l compression -x -a 'fast default small' -d 'Effort on the PNG files'
complete -c noctis -n "$convert" -l explain -d 'Print what decided each picture'
complete -c noctis -n "$convert" -s f -l force -d 'Write even if standard output is a terminal'

complete -c noctis -n "$ls" -a 'studies series images renditions failures'
complete -c noctis -n "$ls" -l where -x -d 'Only rows whose column KEY matches GLOB'
complete -c noctis -n "$ls" -l sort -x -d 'By the column KEY'
complete -c noctis -n "$ls" -l limit -x -d 'At most N rows'
complete -c noctis -n "$ls" -s 0 -l null -d 'Only the first column, ended by NUL'

complete -c noctis -n "$cat" -l preset -x -a "$presets" -d 'The preset\'s name'
complete -c noctis -n "$cat" -l window -x -d 'Any window'
complete -c noctis -n "$cat" -l frame -x -d 'Which frame, from 1'
complete -c noctis -n "$cat" -l thumbnail -d 'The warmed thumbnail'
complete -c noctis -n "$cat" -l size -x -d 'Shrunk to fit in N x N'
complete -c noctis -n "$cat" -s f -l force -d 'Write even to a terminal'

complete -c noctis -n "$stats" -l format -x -a 'table json prometheus' -d 'How to print'

complete -c noctis -n "$verify" -l sample -x -d 'Hash only SHARE of the objects'
complete -c noctis -n "$verify" -l seed -x -d 'The sample of an earlier run'
complete -c noctis -n "$verify" -l repair -d 'Make again what is damaged'

complete -c noctis -n "$gc" -l max-size -x -d 'Studies go until the objects take SIZE'
complete -c noctis -n "$gc" -l max-age -x -d 'Images go whose files have been gone for AGE'
complete -c noctis -n "$gc" -l missing-sources -d 'Images go whose files are gone'
complete -c noctis -n "$gc" -l unused-presets -d 'Renditions go of presets not configured'
complete -c noctis -n "$gc" -l study -x -d 'This study goes'
complete -c noctis -n "$gc" -l delete -d 'Remove it'

complete -c noctis -n "$clear" -s y -l yes -d 'Remove it'

complete -c noctis -n "$presets_command" -a "$presets"
complete -c noctis -n "$presets_command" -l check -r -F -d 'Check the presets of FILE'

complete -c noctis -n "$doctor" -l rule -x -d 'Only the checks of these display rules'
