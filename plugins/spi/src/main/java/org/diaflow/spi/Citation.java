package org.diaflow.spi;

/**
 * A paper or book a method comes from.
 *
 * @param text authors, title, venue and year, with the section or equation used
 * @param url where to read it, or the empty string
 */
public record Citation(String text, String url) {}
