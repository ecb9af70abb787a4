// SPDX-License-Identifier: Apache-2.0
/* The same for many, a few at a time: for how many it was done, and what stopped it. */
const AT_ONCE = 4;

export async function for_many<T>(
	all: T[],
	does: (one: T) => Promise<unknown>,
): Promise<{ done: number; wrong: unknown }> {
	const left = [...all];
	let done = 0;
	let wrong: unknown;
	const worker = async () => {
		for (let one = left.pop(); one !== undefined && !wrong; one = left.pop())
			await does(one).then(
				() => done++,
				(error) => (wrong = error),
			);
	};

	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return { done, wrong };
}
