#!/bin/sh
# Checks the archive it lies in. It needs a POSIX sh with coreutils and sed, git (2.30 or newer),
# ssh-keygen (OpenSSH 8.9 or newer), and nothing of sojt. Where there is no sha256sum shasum does.
# It writes into a temporary folder alone.
#
#   sh verify.sh                     check everything
#   sh verify.sh --record ID         write one record's payload and signature where you stand, from within
#                                    the archive beside it, and check it alone
#   sh verify.sh --signers FILE      take everybody's keys from a file that came another way; times
#                                    in it are UTC
#   sh verify.sh --checkpoint FILE   every record of the file digests of an earlier archive, or of a
#                                    checkpoint of sojt verify, must still be there
#   sh verify.sh --history=skip      it is understood that the history is not checked
#
# Exit codes: 0 nothing wrong; 1 something is wrong; 2 usage; 4 something could not be checked.
# Read it before you run it: whoever could change the archive could change this file too.
set -u
umask 077
LC_ALL=C TZ=UTC0 # ssh-keygen before 9.1 knows no Z behind a time, and reads it as local
export LC_ALL TZ
unset CDPATH GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES \
	GIT_COMMON_DIR GIT_GRAFT_FILE GIT_NAMESPACE GIT_CONFIG GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS GIT_EXTERNAL_DIFF GIT_DIFF_OPTS \
	GIT_TEMPLATE_DIR GIT_TRACE GIT_SHALLOW_FILE GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS
GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_ATTR_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0
GIT_NO_REPLACE_OBJECTS=1
export GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL GIT_ATTR_NOSYSTEM GIT_TERMINAL_PROMPT GIT_NO_REPLACE_OBJECTS

# plain keeps what a terminal only displays.
plain() { tr -c '\040-\176\n' '?'; }

# wrong notes a finding, open a check that could not be made, and that of exit code 4 with "!" before it.
wrong() { printf '%s\n' "$*" | tr '\n' ' ' >>"$tmp/wrong" && echo >>"$tmp/wrong"; }
open() { printf '%s\n' "$*" >>"$tmp/open"; }

# stop ends what cannot go on.
stop() {
	printf 'verify.sh: %s\n' "$1" | plain >&2
	exit "${2:-4}"
}

count() { wc -l <"$1" | tr -d ' '; }

# minus gives the lines of one file that another lacks, each once, both those of two.
minus() { { sort -u "$1" && sort -u "$2" && sort -u "$2"; } | sort | uniq -u; }
both() { { sort -u "$1" && sort -u "$2"; } | sort | uniq -d; }

absolute() {
	case $1 in
	/*) printf '%s\n' "$1" ;;
	*) printf '%s/%s\n' "$PWD" "$1" ;;
	esac
}

usage="usage: sh verify.sh [--record ID] [--signers FILE] [--checkpoint FILE] [--history=skip]"
asked_history=all asked_record='' signers='' checkpoint=''
while [ $# -gt 0 ]; do
	case $1 in
	--history=skip) asked_history=skip ;;
	--record | --signers | --checkpoint)
		[ $# -gt 1 ] || stop "$usage" 2
		case $1 in
		--record) asked_record=$2 ;;
		--signers) signers=$(absolute "$2") ;;
		--checkpoint) checkpoint=$(absolute "$2") ;;
		esac
		shift
		;;
	*) stop "$usage" 2 ;;
	esac
	shift
done
case $asked_record in *[!0-9A-Z]*) stop "--record takes the id of a record" 2 ;; esac

from=$(pwd -P)
cd -- "$(dirname -- "$0")" || exit 4
case $from/ in "$(pwd -P)"/*) from=$(dirname -- "$(pwd -P)") ;; esac # what is written here would be one file too many
[ -n "$signers" ] || signers=$PWD/allowed_signers
command -v sha256sum >/dev/null || ! command -v shasum >/dev/null || eval 'sha256sum() { shasum -a 256 "$@"; }'
for tool in cat cut dirname git head mkdir mktemp paste rm sed sha256sum sort ssh-keygen tr uniq wc; do
	command -v "$tool" >/dev/null || {
		echo "verify.sh: $tool is missing here, and the checks need it" >&2
		exit 4
	}
done
for file in SHA256SUMS manifest.txt "$signers" ${checkpoint:+"$checkpoint"}; do
	[ -f "$file" ] || stop "there is no $file"
done
tmp=$(mktemp -d) || exit 4
trap 'rm -rf -- "$tmp"' EXIT
trap 'exit 130' INT TERM HUP
mkdir "$tmp/p"
: >"$tmp/wrong" && : >"$tmp/open" && : >"$tmp/good" && : >"$tmp/unsigned" && : >"$tmp/touch" && : >"$tmp/stolen"
sed 's/\(valid-[a-z]*="[0-9]*\)Z"/\1"/g' "$signers" >"$tmp/signers"
: >"$tmp/digests" && : >"$tmp/named" && : >"$tmp/ids" && : >"$tmp/now" && : >"$tmp/seen"

# value gives a line of the manifest: "program harbor-kitchen".
value() { sed -n "s/^$1 //p" manifest.txt | head -n 1; }
program=$(value program) commit=$(value commit) folder=$(value folder) format=$(value objects) scope=$(value learners)
case $program in '' | *[!a-z0-9-]*) stop "manifest.txt names no program" ;; esac
case $commit in '' | *[!0-9a-f]*) stop "manifest.txt names no commit" ;; esac

# list prints the files beneath a folder; a link shows as itself.
list() {
	for f in "$1"/* "$1"/.[!.]* "$1"/..?*; do
		if [ -h "$f" ] || [ -f "$f" ]; then
			printf '%s\n' "${f#./}"
		elif [ -d "$f" ]; then
			list "$f"
		elif [ -e "$f" ]; then
			printf '%s\n' "${f#./}"
		fi
	done
}

# sums: every file is as SHA256SUMS has it, and there is no other.
sums() {
	sha256sum -c SHA256SUMS >"$tmp/sums" 2>/dev/null
	sed -n '/: OK$/!p' "$tmp/sums" >"$tmp/bad"
	while IFS= read -r l; do wrong "$l by SHA256SUMS"; done <"$tmp/bad"
	sed 's/: OK$//' "$tmp/sums" >"$tmp/summed"
	sed 's/^.\{66\}//' SHA256SUMS >"$tmp/expected"
	minus "$tmp/expected" "$tmp/summed" >"$tmp/bad"
	[ -s "$tmp/bad" ] && [ ! -s "$tmp/wrong" ] && wrong "SHA256SUMS has lines that are no sums"
	list . >"$tmp/files"
	minus "$tmp/files" "$tmp/expected" | sed '/^SHA256SUMS$/d' >"$tmp/bad"
	while IFS= read -r f; do wrong "$f: it is not among those that were exported"; done <"$tmp/bad"
	while IFS= read -r f; do [ -h "$f" ] && wrong "$f: it is a link"; done <"$tmp/files"
	sums=$(count "$tmp/expected")
}

# base64url writes hexadecimal SHA-256, a line each, as records name each other: base64url, no padding.
digesting() {
	echo 'y/0123456789abcdef/ABCDEFGHIJKLMNOP/'
	set -- A B C D E F G H I J K L M N O P
	for a in 0 1; do for b in 0 1; do for c in 0 1; do for d in 0 1; do
		echo "s/$1/$a$b$c$d/g" && shift
	done; done; done; done
	echo 's/$/00/'
	echo 's/[01]\{6\}/&./g'
	set -- A B C D E F G H I J K L M N O P Q R S T U V W X Y Z a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9 - _
	for a in 0 1; do for b in 0 1; do for c in 0 1; do for d in 0 1; do for e in 0 1; do for f in 0 1; do
		echo "s/$a$b$c$d$e$f\\./$1/g" && shift
	done; done; done; done; done; done
}
base64url() { sed -f "$tmp/digesting"; }

# hash takes the payloads that lie ready: their digests, in order.
hash() {
	(cd "$tmp/p" && set -- [0-9]* && [ -f "$1" ] && sha256sum "$@" | cut -c 1-64) | base64url >>"$tmp/hashed"
	rm -f "$tmp/p/"*
}

# take_apart splits a learner's file: payloads, signatures, and "id time by type" of each record.
take_apart() {
	sed -n 's/^- //p' "$1" >"$tmp/lines"
	sed 's/,"sig":"[A-Za-z0-9+\/=]*"}$/}/' "$tmp/lines" >"$tmp/payloads"
	sed -e 's/.*,"sig":"\([A-Za-z0-9+\/=]*\)"}$/\1/' -e t -e 's/.*//' "$tmp/lines" >"$tmp/sigs"
	day='\([0-9]\{4\}\)-\([0-9][0-9]\)-\([0-9][0-9]\)' time='\([0-9][0-9]\):\([0-9][0-9]\):\([0-9][0-9]\)'
	sed -e "s/^{\"v\":1,\"id\":\"\([0-7][0-9A-Z]\{25\}\)\",\"at\":\"${day}T${time}Z\",\"by\":\"\([a-z0-9][a-z0-9-]*\)\",\"type\":\"\([a-z]*\)\",\"program\":\"$program\",\"learner\":\"$2\"[,}].*/\1 \2\3\4\5\6\7Z \8 \9/" \
		-e t -e 's/.*/?/' "$tmp/payloads" >"$tmp/heads"
}

# armour writes a signature as a .sig file.
armour() { printf -- '-----BEGIN SSH SIGNATURE-----\n%s\n-----END SSH SIGNATURE-----\n' "$1"; }

# signed asks ssh-keygen about one record: time, author, signature file, payload file, more options.
signed() {
	when=$1 who=$2 sigfile=$3 file=$4
	shift 4
	ssh-keygen -Y verify -f "$tmp/signers" -I "$who" -n sojt -Overify-time="${when%Z}" "$@" -s "$sigfile" <"$file" 2>&1
}

# control sees that ssh-keygen refuses what it should: a good signature, over one byte more.
control() {
	{ cat "$3" && printf ' '; } >"$tmp/more"
	signed "$1" "$2" "$tmp/sig" "$tmp/more" >/dev/null && stop "ssh-keygen here accepts what is not signed"
}

# works sees that the tools do here what the checks need of them.
works() {
	printf 'a\nb\n' >"$tmp/ab"
	printf 'b\n' >"$tmp/b"
	: >"$tmp/none"
	digest=$(printf abc | sha256sum | cut -c 1-64 | base64url)
	[ "$(minus "$tmp/ab" "$tmp/b")" = a ] && [ "$(both "$tmp/ab" "$tmp/b")" = b ] && [ "$(minus "$tmp/b" "$tmp/none")" = b ] &&
		[ -z "$(minus "$tmp/b" "$tmp/ab")" ] && [ "$(paste -d ' ' "$tmp/b" "$tmp/b")" = 'b b' ] && [ "$(cat "$tmp/b")" = b ] && [ "$(count "$tmp/ab")" = 2 ] &&
		[ "$digest" = ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0 ] ||
		stop "cat, sed, sort, uniq, cut, paste, wc, tr or sha256sum do not do here what the checks need"
}

# judge checks the signature of one record: id, time, author, type, signature, payload file.
judge() {
	if [ -z "$5" ]; then
		printf '%s\n' "$4" >>"$tmp/unsigned"
		return
	fi
	armour "$5" >"$tmp/sig"
	if ! said=$(signed "$2" "$3" "$tmp/sig" "$6"); then
		wrong "$path: $4 $1 by $3: ssh-keygen does not accept its signature: $said"
		return
	fi
	[ -s "$tmp/good" ] || control "$2" "$3" "$6"
	printf '%s\n' "$1" >>"$tmp/good"
	case $5 in ????????????????????????c2st*) printf '%s\n' "$1" >>"$tmp/touch" ;; esac
	if [ -s compromised_keys ] && ! signed "$2" "$3" "$tmp/sig" "$6" -r compromised_keys >/dev/null; then
		printf '%s\n' "$1" >>"$tmp/stolen"
	fi
}

# records checks one learner's file: place and form, signatures, and what its records name.
records() {
	path=$1 learner=${1##*/} learner=${learner%.yaml} n=1000000
	case $learner in '' | -* | *[!a-z0-9-]*)
		wrong "$path: that is no learner's file"
		return
		;;
	esac
	take_apart "$path" "$learner"
	: >"$tmp/hashed"
	while IFS= read -r payload <&3 && IFS= read -r sig <&4 && read -r id when by type <&5; do
		n=$((n + 1)) total=$((total + 1))
		printf '%s' "$payload" >"$tmp/p/$n"
		if [ "$id" = '?' ]; then
			wrong "$path: its record $((n - 1000000)) is none of $learner in $program"
		else
			judge "$id" "$when" "$by" "$type" "$sig" "$tmp/p/$n"
		fi
		if [ $((total % 500)) = 0 ]; then
			hash
			echo "verify.sh: $total records so far" >&2
		fi
	done 3<"$tmp/payloads" 4<"$tmp/sigs" 5<"$tmp/heads"
	hash
	sed 's/ .*//' "$tmp/heads" | paste -d ' ' - "$tmp/hashed" >>"$tmp/ids"
	sed "s/^/$learner /" "$tmp/hashed" >>"$tmp/digests"
	{
		sed -n 's/.*,"prev":\["\([^]]*\)"\].*/\1/p' "$tmp/payloads" | sed 's/","/ /g' | tr ' ' '\n'
		sed -n 's/.*,"record":"\([A-Za-z0-9_-]\{43\}\)".*/\1/p' "$tmp/payloads"
		sed -n 's/.*,"reaffirms":"\([A-Za-z0-9_-]\{43\}\)".*/\1/p' "$tmp/payloads"
	} | sed "s/^/$learner /" >>"$tmp/named"
	cat "$tmp/lines" >>"$tmp/now"
}

# links: what records name is there, and no id has two contents.
links() {
	minus "$tmp/named" "$tmp/digests" >"$tmp/bad"
	while read -r learner digest; do
		wrong "$learner: a record is missing that another one names: its digest is $digest"
	done <"$tmp/bad"
	sed '/^?/d' "$tmp/ids" | sort -u | cut -d ' ' -f 1 | uniq -d >"$tmp/bad"
	while read -r id; do wrong "record $id stands there with two contents"; done <"$tmp/bad"
	[ -n "$checkpoint" ] || return 0
	cut -d ' ' -f 2 "$tmp/digests" >"$tmp/have"
	sed -n '/^[A-Za-z0-9_-]\{43\}$/p' "$checkpoint" >"$tmp/known"
	[ -s "$tmp/known" ] || wrong "$checkpoint: it holds no digest"
	minus "$tmp/known" "$tmp/have" >"$tmp/bad"
	while read -r digest; do wrong "a record of the checkpoint is gone: its digest is $digest"; done <"$tmp/bad"
}

# keys: each key of the archive stands in mentors.yaml or in a key record of its owner.
keys() {
	[ -f allowed_signers ] || return 0
	sed -n '/^{"v":1,.*"type":"key",/p' "$tmp/now" >"$tmp/keyed"
	while read -r who options kind blob rest; do
		case $who:$blob in
		:* | *: | *[!a-z0-9-]*:* | *:*[!A-Za-z0-9+/=]*) wrong "allowed_signers: a line of $who that is no key" ;;
		*) [ -n "$(sed -n "\\|$blob|p" program/mentors.yaml 2>/dev/null)" ] ||
			[ -n "$(sed -n "/\"learner\":\"$who\"/{\\|\"key\":\"[^\"]*$blob|p;}" "$tmp/keyed")" ] ||
			wrong "allowed_signers: a key of $who that neither mentors.yaml nor a record of theirs lists: $kind $options $rest" ;;
		esac
	done <allowed_signers
}

g() {
	git --git-dir="$tmp/git" --glob-pathspecs -c core.quotePath=false -c gc.auto=0 -c maintenance.auto=false \
		-c core.commitGraph=false -c core.hooksPath=/dev/null -c log.showRoot=true -c log.showSignature=false "$@"
}

# history: the files are those of the commit, and no record that any commit held is changed or gone.
history() {
	if [ ! -f history.bundle ]; then
		open "!history: whether a record was changed or dropped since it was committed: $(value history)"
		return
	fi
	[ "$format" = sha256 ] || format=
	git init -q --bare --template= ${format:+--object-format=sha256} "$tmp/git" >/dev/null 2>&1 &&
		said=$(g fetch -q --no-tags "$PWD/history.bundle" +HEAD:refs/heads/audited 2>&1) || {
		wrong "history.bundle: git cannot read it: ${said-}"
		return
	}
	if [ "$(g rev-parse -q --verify refs/heads/audited)" != "$commit" ]; then
		wrong "history.bundle: it ends in another commit than manifest.txt names"
		return
	fi
	commits=$(g rev-list --count "$commit")
	committed
	walk
}

# committed: the files of program/ are those of the commit, all of them.
committed() {
	g ls-tree -r --full-tree "$commit:$folder" |
		sed -n 's/^100[0-7]* blob \([0-9a-f]*\)	\(.*\)/\1 \2/p' |
		sed -n -e '/^[0-9a-f]* roles\//p' -e '/^[0-9a-f]* competencies\//p' -e '/^[0-9a-f]* learners\//p' \
			-e '/^[0-9a-f]* sojt\.yaml$/p' -e '/^[0-9a-f]* mentors\.yaml$/p' -e '/^[0-9a-f]* \.gitattributes$/p' >"$tmp/theirs"
	sed -n '/^program\//p' "$tmp/files" >"$tmp/enclosed"
	g hash-object --no-filters --stdin-paths <"$tmp/enclosed" | paste -d ' ' - "$tmp/enclosed" | sed 's/ program\// /' >"$tmp/ours"
	{ minus "$tmp/theirs" "$tmp/ours" && minus "$tmp/ours" "$tmp/theirs"; } | cut -d ' ' -f 2- | sort -u >"$tmp/bad"
	while IFS= read -r f; do wrong "program/$f: it is not as commit $commit has it"; done <"$tmp/bad"
}

# walk looks at every commit beside each of its parents: what a step took out must stand at the end.
walk() {
	g log --topo-order --reverse --format='commit %H' -p -m --root -U0 --full-history --no-renames --no-ext-diff --no-textconv \
		-a --no-color "$commit" -- '**/learners/**' >"$tmp/log" 2>"$tmp/said" || {
		wrong "history.bundle: git cannot walk it: $(cat "$tmp/said")"
		return
	}
	tr -d '\r' <"$tmp/log" | sed -n -e 's/^commit \([0-9a-f]*\)$/= \1/p' \
		-e "s/^\([-+]\)- \({\"v\":1,\"id\":\"[0-9A-Z]\{26\}\",.*\"program\":\"$program\",.*\)/\1 \2/p" >"$tmp/walk"
	rm -f "$tmp/log"
	sort -u "$tmp/now" >"$tmp/stands"
	sed -n 's/^+ //p' "$tmp/walk" >"$tmp/came"
	minus "$tmp/stands" "$tmp/came" >"$tmp/bad"
	[ ! -s "$tmp/bad" ] || wrong "history.bundle: no commit brought $(count "$tmp/bad") of the lines that stand"
	sed -n 's/^- //p' "$tmp/walk" >"$tmp/taken"
	back=$(both "$tmp/taken" "$tmp/stands" | wc -l | tr -d ' ')
	minus "$tmp/taken" "$tmp/stands" >"$tmp/gone"
	undone=0
	while IFS= read -r l; do lost "$(printf '%s\n' "$l" | cut -c 14-39)" "$l"; done <"$tmp/gone"
}

# lost judges a line that does not stand any more: an edit that was undone is no loss.
lost() {
	case $1 in '' | *[!0-9A-Z]*)
		wrong "a record was dropped whose id cannot be read: $2"
		return
		;;
	esac
	stands=$(sed -n "/^{\"v\":1,\"id\":\"$1\"/{p;q;}" "$tmp/stands")
	first=$(sed -n "/^+ {\"v\":1,\"id\":\"$1\"/{s/^+ //p;q;}" "$tmp/walk")
	at=$(sed -n -e '/^= /h' -e "/^- {\"v\":1,\"id\":\"$1\"/{x;p;x;}" "$tmp/walk" | sed -n '$p')
	if [ -z "$stands" ]; then
		wrong "record $1 was dropped, in commit ${at#= }"
	elif [ "$stands" = "$first" ]; then
		undone=$((undone + 1))
	else
		wrong "record $1 was changed, in commit ${at#= }"
	fi
}

# quoted is a word as a shell takes it.
quoted() { printf '%s\n' "$1" | sed -e "s/'/'\\\\''/g" -e "1s/^/'/" -e "\$s/\$/'/"; }

# one writes the payload and the signature of a record outside of the archive, and checks them alone.
one() {
	while IFS= read -r path; do
		[ -n "$(sed -n "/^- {\"v\":1,\"id\":\"$asked_record\"/p" "$path")" ] || continue
		learner=${path##*/} learner=${learner%.yaml}
		case $learner in *[!a-z0-9-]*) stop "$path: that is no learner's file" 1 ;; esac
		take_apart "$path" "$learner"
		at=$(sed -n "/^$asked_record /=" "$tmp/heads" | head -n 1)
		[ -n "$at" ] || stop "$path: $asked_record is no record of this learner and program" 1
		read -r id when by type <<-HEAD
			$(sed -n "${at}p" "$tmp/heads")
		HEAD
		payload=${from%/}/$id.payload
		sed -n "${at}p" "$tmp/payloads" | tr -d '\n' >"$payload" || stop "$payload cannot be written: go to a folder where you may write"
		echo "record  $id, $type by $by"
		echo "wrote   $payload"
		printf 'digest  %s\n' "$(sha256sum <"$payload" | cut -c 1-64 | base64url)"
		sig=$(sed -n "${at}p" "$tmp/sigs")
		if [ -z "$sig" ]; then
			echo "it has no signature, so there is none to check; whether policy asked for one, verify.txt says"
			exit 0
		fi
		armour "$sig" >"$payload.sig"
		echo "wrote   $payload.sig, which this checks:"
		echo "ssh-keygen -Y verify -f $(quoted "$signers") -I $by -n sojt -Overify-time=$when -s $(quoted "$payload.sig") <$(quoted "$payload")"
		said=$(signed "$when" "$by" "$payload.sig" "$payload") || stop "$said" 1
		printf '%s\n' "$said" | plain
		exit 0
	done <"$tmp/learners"
	stop "there is no record $asked_record" 2
}

digesting >"$tmp/digesting"
works
total=0 commits=0 back=0 undone=0 sums=0
list . | sed -n '/^program\/learners\/.*\.yaml$/p' | sort >"$tmp/learners"
[ -z "$asked_record" ] || one
sums
while IFS= read -r path; do records "$path"; done <"$tmp/learners"
links
keys
history

n=$(count "$tmp/unsigned")
[ "$n" = 0 ] || open "who wrote $n records without a signature: $(sort "$tmp/unsigned" | uniq -c | sed 's/^ *//' | tr '\n' ',' | sed -e 's/,$//' -e 's/,/, /g')"
n=$(count "$tmp/touch")
[ "$n" = 0 ] || open "whether hardware keys were touched for $n signatures: ssh-keygen does not look, sojt verify does"
n=$(count "$tmp/stolen")
[ "$n" = 0 ] || open "!whether $n records count that are signed by a key which came into other hands later: their own time proves nothing; sojt verify looks for what does"
[ "$scope" = all ] || open "everybody else's records: this archive is of $scope alone"
open "whether each author was allowed to, by the rules of signing off: sojt verify does; verify.txt has what it found at export"
open "whose the keys are: compare allowed_signers, or a copy that came another way (--signers), with people"
[ -n "$checkpoint" ] || open "whether records were gone before this was exported: keep the file digests, and check a later archive with --checkpoint"
open "whether the archive, and this script, are what was exported: compare the sha256 of the archive, and commit $commit, with what you were told"

{
	printf 'program      %s, commit %s\n' "$program" "$commit"
	echo "checked      $sums files by SHA256SUMS"
	echo "             $total records, $(count "$tmp/good") good signatures, each as of the record's own time"
	echo "             $(count "$tmp/named") references between records"
	[ "$commits" = 0 ] || echo "             $commits commits, each beside its parents: whether what any of them held still stands"
	[ "$back" = 0 ] || echo "             $back lines were taken out by a commit and stand again: moved, merged or put back"
	[ "$undone" = 0 ] || echo "             $undone edits of lines that were undone"
	first='not checked  '
	while IFS= read -r l; do
		printf '%s%s\n' "$first" "${l#!}"
		first='             '
	done <"$tmp/open"
	if [ -s "$tmp/wrong" ]; then
		echo "found        $(count "$tmp/wrong") that is wrong:"
		head -n 100 "$tmp/wrong" | sed 's/^/  /'
	else
		echo "found        nothing wrong in what was checked"
	fi
} | plain
[ ! -s "$tmp/wrong" ] || exit 1
sed -n '/^!history/!{/^!/p;}' "$tmp/open" >"$tmp/bad"
[ "$asked_history" = skip ] || sed -n '/^!history/p' "$tmp/open" >>"$tmp/bad"
[ ! -s "$tmp/bad" ] || exit 4
