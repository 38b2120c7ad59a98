package io.signalbox.client;

import java.util.List;

/**
 * A train number and its pattern of stops, shared by many dates.
 *
 * @param code  unique, 1 to 16 printable ASCII characters
 * @param stops 2 to 128; a station may stand twice
 */
public record ServiceDefinition(String code, List<Stop> stops)
{
    /**
     * Check that the wire can carry it.
     *
     * @param code unique, 1 to 16 printable ASCII characters
     * @param stops 2 to 128; a station may stand twice
     * @throws IllegalArgumentException if it cannot; names the field, the value and the limits
     */
    public ServiceDefinition
    {
        Checks.ascii("code", code, Checks.CODE_LENGTH);
        stops = Checks.group("stops", stops);
    }

    /**
     * A stop of a service.
     *
     * @param stationId  of the station
     * @param arrivalS   seconds from the run's origin instant; at the first stop = departure
     * @param departureS seconds from the run's origin instant; at the last stop = arrival
     * @param distanceM  metres from the first stop, 0 to 100,000,000
     */
    public record Stop(int stationId, int arrivalS, int departureS, int distanceM)
    {
        /**
         * Check that the wire can carry it.
         *
         * @param stationId of the station
         * @param arrivalS seconds from the run's origin instant; at the first stop = departure
         * @param departureS seconds from the run's origin instant; at the last stop = arrival
         * @param distanceM metres from the first stop, 0 to 100,000,000
         * @throws IllegalArgumentException if it cannot; names the field, the value and the limits
         */
        public Stop
        {
            Checks.range("distanceM", distanceM, 0, Integer.MAX_VALUE);
        }
    }
}
