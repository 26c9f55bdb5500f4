package grid

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"sojt/competency/text"
)

// decoded is a file's text with one kind of line end, and in words how it was read where that was not
// plain UTF-8.
func decoded(data []byte) (string, string, error) {
	s, note := "", ""
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		s, note = wide(data[2:], binary.LittleEndian), "it is in UTF-16"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		s, note = wide(data[2:], binary.BigEndian), "it is in UTF-16"
	case utf8.Valid(data):
		s = strings.TrimPrefix(string(data), "\ufeff")
	default:
		s, note = text.Windows1252(data), "it is no UTF-8: read as Windows-1252; look at accents and dashes"
	}
	if strings.ContainsRune(s, 0) {
		return "", "", errors.New("it holds bytes that are no text, expected a csv file or an .xlsx workbook")
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return s, note, nil
}

func wide(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}
