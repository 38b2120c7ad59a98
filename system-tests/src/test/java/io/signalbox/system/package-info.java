/**
 * Tests of the whole of Signalbox: real server processes that are killed, held up and stopped under load, the law that
 * live, recovered and audited state are one, golden journals, and the allocation of the whole pipeline.
 *
 * <p>Owns no rule of its own: it drives servers over TCP as any client does, and then judges by what stands in the
 * journal, which it decodes once more by itself. A test that fails keeps its data directory and logs and names them.
 *
 * <p>Must not know: anything inside an engine, a ring or a session. What cannot be seen from outside is tested where it
 * lives.
 */
package io.signalbox.system;
