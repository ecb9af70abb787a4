#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Prints assembler that carries files inside the program: tools/texts.sh NAME FILE… NAME FILE…
# For each NAME (a word without a dot) a table texts_NAME of { name, bytes, size }, and its length
# texts_NAME_count.
set -eu
echo '	.section .rodata'
n=0
table=''
finish() {
	[ -n "$table" ] || return 0
	printf '\t.section .data.rel.ro,"aw"\n\t.balign 8\n'
	printf '\t.globl texts_%s\ntexts_%s:\n' "$table" "$table"
	i=$first
	while [ "$i" -lt "$n" ]; do
		printf '\t.quad .Lname%d\n\t.quad .Ltext%d\n' "$i" "$i"
		printf '\t.quad .Lend%d - .Ltext%d\n' "$i" "$i"
		i=$((i + 1))
	done
	printf '\t.globl texts_%s_count\ntexts_%s_count:\n' "$table" "$table"
	printf '\t.quad %d\n\t.section .rodata\n' $((n - first))
}
for word in "$@"; do
	case $word in
	*.*)
		printf '.Lname%d:\n\t.asciz "%s"\n' "$n" "${word##*/}"
		printf '.Ltext%d:\n\t.incbin "%s"\n.Lend%d:\n\t.byte 0\n' "$n" "$word" "$n"
		n=$((n + 1))
		;;
	*)
		finish
		table=$word
		first=$n
		;;
	esac
done
finish
printf '\t.section .note.GNU-stack,"",@progbits\n'
