package io.signalbox.core;

/** A station, by what its definition said. */
record Station(byte[] content, long definedPosition)
{
}
