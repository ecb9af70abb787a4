// SPDX-License-Identifier: Apache-2.0
/* Reports: what is asked, how a key is written, and where a number leads.  Pure but for words. */
import type { Json } from './api';
import { label, locale, t, type Key } from './words.svelte';

export const PERIODS = {
	all: 'period.all',
	today: 'period.today',
	days7: 'period.days7',
	days30: 'period.days30',
	days90: 'period.days90',
	days365: 'period.days365',
	week: 'period.week',
	month: 'period.month',
	quarter: 'period.quarter',
	year: 'period.year',
} as const satisfies Record<string, Key>;

export const KINDS = {
	number: 'tile.number',
	line: 'tile.line',
	bar: 'tile.bar',
	share: 'tile.share',
	funnel: 'tile.funnel',
	table: 'tile.table',
} as const satisfies Record<string, Key>;

export const MEASURES = {
	count: 'measure.count',
	sum: 'measure.sum',
	avg: 'measure.avg',
	min: 'measure.min',
	max: 'measure.max',
	distinct: 'measure.distinct',
} as const satisfies Record<string, Key>;

export const BUCKETS = {
	day: 'bucket.day',
	week: 'bucket.week',
	month: 'bucket.month',
	quarter: 'bucket.quarter',
	year: 'bucket.year',
	weekday: 'bucket.weekday',
	hour: 'bucket.hour',
} as const satisfies Record<string, Key>;

/* What things are called; one that is not here is called as the row calls it. */
export const THINGS: Record<string, Key> = {
	contacts: 'counted.contacts',
	records: 'counted.records',
	opportunities: 'counted.opportunities',
	appointments: 'counted.appointments',
	messages: 'counted.messages',
	submissions: 'counted.submissions',
	surveySubmissions: 'counted.surveySubmissions',
	runs: 'counted.runs',
	effects: 'counted.effects',
	events: 'counted.events',
};

/* What fields are called that a person does not have. */
export const FIELDS: Record<string, Key> = {
	createdAt: 'by.createdAt',
	startTime: 'by.startTime',
	started: 'by.started',
	pipelineId: 'by.pipelineId',
	pipelineStageId: 'by.pipelineStageId',
	status: 'by.status',
	calendarId: 'by.calendarId',
	appointmentStatus: 'by.appointmentStatus',
	assignedUserId: 'by.assignedUserId',
	messageType: 'by.messageType',
	direction: 'by.direction',
	formId: 'by.formId',
	contactId: 'by.contactId',
	monetaryValue: 'by.monetaryValue',
	flow: 'by.flow',
	lostReasonId: 'by.lostReasonId',
};

export function field_title(field: string, name?: string): string {
	const key = FIELDS[field];

	return name ?? (key ? t(key) : label(field));
}

export interface Row {
	keys: (string | null)[];
	labels: (string | null)[];
	value: number | null;
	before?: number | null;
	filters?: Json[];
}

export interface Tile {
	title: string;
	kind: keyof typeof KINDS;
	query: Json;
	width?: number;
	result?: Json;
	problem?: string;
}

const MONDAY = Date.UTC(2024, 0, 1);
const written = (ms: number, options: Intl.DateTimeFormatOptions) =>
	new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...options }).format(ms);

/* A key of a bucket, as people write it. */
function moment_of(bucket: string, key: string): string {
	const [year, month] = key.split('-');
	const day = Date.parse(`${key}T00:00:00Z`);

	if (bucket === 'weekday')
		return written(MONDAY + (Number(key) - 1) * 86_400_000, { weekday: 'long' });
	if (bucket === 'hour') return `${key}:00`;
	if (bucket === 'month')
		return written(Date.UTC(Number(year), Number(month) - 1, 1), {
			month: 'short',
			year: 'numeric',
		});
	return Number.isNaN(day) ? key : written(day, { day: 'numeric', month: 'short' });
}

export function row_title(query: Json, row: Row): string {
	return row.keys
		.map((key, i) => {
			const bucket = query['by']?.[i]?.bucket;

			if (key === null) return t('report.without');
			const said = row.labels[i] || key;
			if (bucket) return moment_of(bucket, key);
			const plain = said.replace(/^TYPE_/, '').replace(/_/g, ' ');
			return plain || t('report.empty');
		})
		.join(' · ');
}

/* The page that lists what a row counted, and the words of its address, where there is one. */
export function row_list(
	query: Json,
	row: Row,
): { page: 'people' | 'opportunities'; words: Record<string, string> } | undefined {
	if (!row.filters) return undefined;
	const words = { where: JSON.stringify(row.filters) };

	if (query['of'] === 'contacts') return { page: 'people', words };
	if (query['of'] === 'opportunities') return { page: 'opportunities', words };
	return undefined;
}
