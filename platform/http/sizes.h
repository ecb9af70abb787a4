// SPDX-License-Identifier: Apache-2.0
/* How much, how many, how long: the limits of the room that no setting changes. */
#ifndef GROUNDLEVEL_PLATFORM_HTTP_SIZES_H
#define GROUNDLEVEL_PLATFORM_HTTP_SIZES_H

#define HTTP_HEADERS_MAX 100	   /* headers of one request; more: 431 */
#define HTTP_DESK_ROOM	 8192	   /* read buffer; grows once to header_max + this */
#define HTTP_ROOM_LEAST	 1024	   /* less room than this before a read: make more */
#define HTTP_DESKS_KEPT	 128	   /* free desks that a loop keeps */
#define HTTP_OUT_ROOM	 65536	   /* answers gathered before one write */
#define HTTP_COPY_MAX	 16384	   /* larger bodies are written from where they lie */
#define HTTP_LINGER_MS	 2000	   /* reading on after the last answer, so that it arrives */
#define HTTP_LINGER_STOP 300	   /* the same while stopping */
#define HTTP_IDLE_STOP	 50	   /* idle connections stay so long when stopping */
#define HTTP_LINGER_MAX	 (1 << 24) /* and at most so many bytes */
#define HTTP_WRITE_RATE	 4096	   /* bytes a second that a client must take */
#define HTTP_REFUSED_MAX 256	   /* connections over the limit that still get their 503 */
#define HTTP_THREADS_MAX 64
#define HTTP_SHARE_LEAST 64	   /* connections that an address may have at least */
#define HTTP_SPARE_FILES 1024	   /* descriptors for everything but connections */
#define HTTP_CHUNK_SIZE	 24	   /* the line before a chunk */
#define HTTP_SPOOL_PIECE (1 << 16) /* of a body that may be much: so much is in memory */
#define HTTP_FILE_PIECE	 (1 << 17) /* of a file that is sent */
#define HTTP_DATE_SIZE	 29	   /* Sun, 06 Nov 1994 08:49:37 GMT */

#endif
