<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<c:set var="title" value="Sign in"/>
<%@ include file="/WEB-INF/pages/top.jspf" %>
      <div class="narrow">
        <h1>Sign in</h1>
        <c:choose>
          <c:when test="${param.error == 'too-many-sessions'}">
            <p class="notice alarm" role="alert">You are signed in in as many places as you may be. Sign out in one of them first.</p>
          </c:when>
          <c:when test="${param.error != null}">
            <p class="notice alarm" role="alert">This name and this password do not belong together.</p>
          </c:when>
        </c:choose>
        <form method="post" action="${root}/session/login" class="card">
          <div class="field">
            <label for="username">Name</label>
            <input id="username" name="username" required autocomplete="username" autocapitalize="none" spellcheck="false">
          </div>
          <div class="field">
            <label for="password">Password</label>
            <input id="password" name="password" type="password" required autocomplete="current-password">
          </div>
          <button>Sign in</button>
        </form>
      </div>
<%@ include file="/WEB-INF/pages/bottom.jspf" %>
