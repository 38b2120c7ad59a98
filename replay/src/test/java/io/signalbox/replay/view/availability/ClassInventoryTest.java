package io.signalbox.replay.view.availability;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ClassInventoryTest
{
    @Test
    void shouldRefuseSeatsThatDoNotFit()
    {
        final ClassInventory inventory = new ClassInventory(5, 3);
        inventory.take(1, 1, 3);
        assertThrows(IllegalStateException.class, () -> inventory.take(1, 2, 4));
        assertThrows(IllegalStateException.class, () -> inventory.take(1, 0, 2));
        assertThrows(IllegalStateException.class, () -> inventory.release(1, 1, 4));
        assertThrows(IllegalStateException.class, () -> inventory.release(1, 0, 3));
        assertThrows(IllegalStateException.class, () -> inventory.release(2, 1, 3));
        assertThrows(IllegalStateException.class, () -> inventory.take(3, 0, 1));
        assertThrows(IllegalStateException.class, () -> inventory.take(0, 0, 5));
        assertThrows(IllegalStateException.class, () -> inventory.take(0, 2, 2));
        inventory.release(1, 1, 3);
        assertEquals(3, inventory.free(0, 4));
    }
}
