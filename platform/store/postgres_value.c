// SPDX-License-Identifier: Apache-2.0
/*
 * Values into the parameters of PostgreSQL, and out of its rows.
 */
#include "platform/store/postgres.h"

static void bind_bytes(struct prepared *p, int i, struct text t)
{
	p->values[i] = t.at && t.size ? t.at : "";
	p->sizes[i] = (int)t.size;
	p->formats[i] = 1;
}

void postgres_bind(struct prepared *p, int index, const struct value *v)
{
	int i = index - 1;
	char *slot = p->slots[i];

	p->values[i] = slot;
	p->formats[i] = 0;
	switch (v->type) {
	case VALUE_TEXT:
		if (p->types[i] == OID_TEXT)
			bind_bytes(p, i, v->text);
		else
			snprintf(slot, SLOT_SIZE, "%.*s", (int)v->text.size, v->text.at);
		break;
	case VALUE_WHOLE:
		snprintf(slot, SLOT_SIZE, "%lld", (long long)v->whole);
		break;
	case VALUE_FLAG:
		snprintf(slot, SLOT_SIZE, "%d", v->whole != 0);
		break;
	case VALUE_REAL:
		snprintf(slot, SLOT_SIZE, "%.17g", v->real);
		break;
	case VALUE_ABSENT:
	case VALUE_NULL:
		p->values[i] = NULL;
		break;
	}
}

static struct value number(enum value_type type, struct text t)
{
	struct value v = { .type = type };

	if (type == VALUE_WHOLE && !text_whole(t, &v.whole))
		v.type = VALUE_REAL; /* a NUMERIC with a fraction, or too large */
	if (v.type == VALUE_REAL)
		v.real = strtod(t.at, NULL); /* libpq ends each value with a NUL */
	return v;
}

struct value postgres_column(struct prepared *p, int column)
{
	if (PQgetisnull(p->result, p->row, column))
		return (struct value){ .type = VALUE_NULL };
	struct text t = { PQgetvalue(p->result, p->row, column),
			  (size_t)PQgetlength(p->result, p->row, column) };
	switch ((enum oid)PQftype(p->result, column)) {
	case OID_BOOL:
		return (struct value){ .type = VALUE_FLAG, .whole = t.at[0] == 't' };
	case OID_INT2:
	case OID_INT4:
	case OID_INT8:
	case OID_NUMERIC:
		return number(VALUE_WHOLE, t);
	case OID_FLOAT4:
	case OID_FLOAT8:
		return number(VALUE_REAL, t);
	case OID_TEXT:
	default:
		return (struct value){ .type = VALUE_TEXT, .text = t };
	}
}
