/**
 * The sale: orders from their hold to their payment or their end.
 *
 * <p>Owns: {@code SaleState} with the tables of orders and passengers; the commands {@code PlaceOrder},
 * {@code ConfirmPayment}, {@code CancelOrder} and the host's {@code ExpireHolds}; {@code SaleWindowRule}, that views
 * compute with, too. May know: kernel, fare, rules, session, timetable, inventory. Emits: {@code OrderHeld},
 * {@code OrderRefused}, {@code OrderConfirmed}, {@code OrderCancelled}, {@code HoldExpired}.
 *
 * <p>On the hot path: allocates nothing.
 */
package io.signalbox.core.sale;
